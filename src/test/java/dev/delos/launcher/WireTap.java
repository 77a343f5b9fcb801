package dev.delos.launcher;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Sits between a page and the real proxy, and loses what it is told to lose. Frames pass while the
 * test waits on the page, on the test's own thread.
 */
final class WireTap {
  private static final String NOTHING = "(no event)";

  /** What lobbies say of the daily sign-in since there are plans. */
  private static final List<String> NEWS =
      List.of(
          "activity",
          "title",
          "activities",
          "month",
          "counting",
          "count",
          "nextMilestone",
          "makeUp",
          "titles",
          "cost",
          "madeUp",
          "excused",
          "payment");

  private final List<String> kept = new ArrayList<>();
  private String keptFromLobby = NOTHING;
  private String lostToPage = NOTHING;
  private boolean isEarlierLobby;
  private WebSocketRoute page;
  private WebSocketRoute proxy;
  private UnaryOperator<String> alteration = UnaryOperator.identity();

  /** Listens to the connections that the page opens from now on. */
  WireTap(Page browser) {
    browser.routeWebSocket(Pattern.compile("/ws$"), this::connect);
  }

  /** Keeps events of that name from getting to the lobby, until {@link #release}. */
  WireTap keepFromLobby(String event) {
    keptFromLobby = event;
    return this;
  }

  /** Loses events of that name on their way to the page, until {@link #release}. */
  WireTap loseToPage(String event) {
    lostToPage = event;
    return this;
  }

  /** Takes from what the lobby says all that one of an earlier version didn't say. */
  WireTap likeAnEarlierLobby() {
    isEarlierLobby = true;
    return this;
  }

  /** Changes what the page is told from now on. */
  WireTap alter(UnaryOperator<String> change) {
    alteration = change;
    return this;
  }

  /** What was kept from the lobby so far. */
  List<String> kept() {
    return List.copyOf(kept);
  }

  /** From now on all passes. What was kept is forgotten. */
  void release() {
    keptFromLobby = NOTHING;
    lostToPage = NOTHING;
    kept.clear();
  }

  /** Says to the lobby what the page didn't. */
  void sendToLobby(String frame) {
    proxy.send(frame);
  }

  /** Makes the lobby show the page, as it does for a player that arrives. */
  void display() {
    sendToLobby(frame("notify", "daily", "DailyClientSystem", "OpenDailyRewardEvent", "{}"));
  }

  /** Says to the page what the proxy didn't. */
  void broadcast(JsonObject data) {
    page.send(frame("event", "Minecraft", "Engine", "BroadcastMessageEvent", data.encode()));
  }

  /** Ends the connection with a close code. */
  void cut(int code) {
    page.close(new WebSocketRoute.CloseOptions().setCode(code));
  }

  private void connect(WebSocketRoute opened) {
    page = opened;
    proxy = opened.connectToServer();
    WebSocketRoute server = proxy;
    opened.onMessage(
        frame -> {
          if (event(frame.text()).equals(keptFromLobby)) {
            kept.add(frame.text());
          } else {
            server.send(frame.text());
          }
        });
    server.onMessage(
        frame -> {
          if (!event(frame.text()).equals(lostToPage)) {
            String text = alteration.apply(withoutNumbers(frame.text()));
            opened.send(isEarlierLobby ? earlier(text) : text);
          }
        });
  }

  /**
   * A page that numbers what it says would notice at once, and repeat it: these tests are of what
   * gets lost behind the proxy.
   */
  private static String withoutNumbers(String frame) {
    JsonObject json = new JsonObject(frame);
    return json.remove("resumeSeconds") == null ? frame : json.encode();
  }

  private static String earlier(String frame) {
    JsonObject json = new JsonObject(frame);
    if (json.getValue("data") instanceof JsonObject data) {
      withoutNews(data);
      if (data.getValue("display") instanceof JsonObject display) {
        withoutNews(display);
      }
    }
    return json.encode();
  }

  private static void withoutNews(JsonObject data) {
    NEWS.forEach(data::remove);
    if (data.getValue("weekly") instanceof JsonArray week) {
      week.forEach(day -> NEWS.forEach(((JsonObject) day)::remove));
    }
  }

  private static String event(String frame) {
    return new JsonObject(frame).getString("event", "");
  }

  private static String frame(
      String op, String namespace, String system, String event, String data) {
    return new JsonObject()
        .put("op", op)
        .put("namespace", namespace)
        .put("system", system)
        .put("event", event)
        .put("data", new JsonObject(data))
        .encode();
  }
}
