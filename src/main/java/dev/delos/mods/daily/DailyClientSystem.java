package dev.delos.mods.daily;

import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.spi.ClientHost;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in in a Java client: for bots, games and tests. It may be called from any thread.
 *
 * <p>Events are best effort, so a future that waits for one has no end of its own: give it a limit.
 */
public final class DailyClientSystem extends ClientSystem {
  /** The system's name. */
  public static final String NAME = "DailyClientSystem";

  private @Nullable JsonObject display;
  private final Asking claims = new Asking(DailyEvents.RECV);
  private final Asking makeUps = new Asking(DailyEvents.MAKE_UP);
  private @Nullable Promise<JsonObject> nextDisplay;

  /** What one event asks for and answers. */
  private static final class Asking {
    private final String event;
    private @Nullable Request unsure;
    private @Nullable Promise<JsonObject> next;
    private @Nullable JsonObject last;

    Asking(String event) {
      this.event = event;
    }

    /** The same as before, if nobody knows yet what came of that. */
    Request request(JsonObject asked, Optional<JsonObject> price) {
      UUID id =
          Optional.ofNullable(unsure)
              .filter(before -> before.asked().equals(asked))
              .map(Request::id)
              .orElseGet(UUID::randomUUID);
      unsure = new Request(asked, price, id);
      return unsure;
    }

    Future<JsonObject> answer() {
      if (next == null) {
        next = Promise.promise();
      }
      return next.future();
    }

    /** What somebody waits for. */
    Optional<Request> awaited() {
      return next == null ? Optional.empty() : Optional.ofNullable(unsure);
    }

    /** Returns who waits for it. */
    @Nullable Promise<JsonObject> answered(JsonObject answer) {
      last = answer.copy();
      if (!ClaimCode.TRY_AGAIN.name().equals(answer.getString("code"))) {
        unsure = null;
      }
      Promise<JsonObject> waiting = next;
      next = null;
      return waiting;
    }
  }

  /** A claim, or a make-up for a price. */
  private record Request(JsonObject asked, Optional<JsonObject> price, UUID id) {
    JsonObject toData() {
      JsonObject data = asked.copy().put("requestId", id.toString());
      price.ifPresent(most -> data.put("price", most));
      return data;
    }
  }

  public DailyClientSystem(ClientHost host) {
    super(host);
  }

  @Override
  public Future<?> start() {
    listenForEvent(namespace(), DailyServerSystem.NAME, DailyEvents.DISPLAY, this::onDisplay);
    for (Asking asking : List.of(claims, makeUps)) {
      listenForEvent(
          namespace(), DailyServerSystem.NAME, asking.event, data -> onResult(asking, data));
    }
    return Future.succeededFuture();
  }

  /** What the page shows: the last that came, or the first that will. */
  public synchronized Future<JsonObject> display() {
    return display != null ? Future.succeededFuture(display.copy()) : awaitDisplay();
  }

  /** The next page that comes. */
  public synchronized Future<JsonObject> nextDisplay() {
    return awaitDisplay();
  }

  /**
   * Asks the lobby for the page again. The lobby then delivers what waits in the mailbox, as far as
   * there is room for it.
   */
  public synchronized Future<JsonObject> open() {
    Future<JsonObject> answer = awaitDisplay();
    notifyToServer(DailyEvents.OPEN, new JsonObject());
    return answer;
  }

  /**
   * Presses the button of a day. After an answer that left the outcome open, or none, it repeats
   * that claim: it gets the answer that the first one would have got, through whatever lobby. It
   * does so by itself when the player is moved before the answer.
   *
   * @param valid the date that the page showed
   * @return what the lobby says to it: the next {@code PlayerRecvEvent}
   */
  public Future<JsonObject> claim(String valid) {
    return ask(claims, new JsonObject().put("valid", valid), Optional.empty());
  }

  /**
   * The same of an activity.
   *
   * @param activity as the page calls it
   */
  public Future<JsonObject> claim(String activity, String valid) {
    return ask(claims, day(activity, valid), Optional.empty());
  }

  /**
   * Signs in on a day that was missed, for what it costs: if the page that is shown says less,
   * nothing is taken. Repeats as {@link #claim(String)} does.
   *
   * @param activity as the page calls it
   * @return what the lobby says to it: the next {@code PlayerMakeUpEvent}
   */
  public Future<JsonObject> makeUp(String activity, String valid) {
    return ask(makeUps, day(activity, valid), price(activity, valid));
  }

  private static JsonObject day(String activity, String valid) {
    return new JsonObject().put("activity", activity).put("valid", valid);
  }

  /** What the page that is shown says of a day, if it is of that activity. */
  private synchronized Optional<JsonObject> price(String activity, String date) {
    return Optional.ofNullable(display)
        .filter(page -> activity.equals(page.getString("activity")))
        .flatMap(
            page ->
                Stream.of("weekly", "month")
                    .flatMap(days -> page.getJsonArray(days, new JsonArray()).stream())
                    .map(JsonObject.class::cast)
                    .filter(day -> date.equals(day.getString("date")))
                    .flatMap(day -> Stream.ofNullable(day.getJsonObject("cost")))
                    .findFirst());
  }

  private synchronized Future<JsonObject> ask(
      Asking asking, JsonObject asked, Optional<JsonObject> price) {
    Future<JsonObject> answer = asking.answer();
    notifyToServer(asking.event, asking.request(asked, price).toData());
    return answer;
  }

  /** Presses the button of the day that the page shows as today. */
  public Future<JsonObject> claimToday() {
    return display().compose(page -> claim(page.getString("valid")));
  }

  /** The last answer to a claim. */
  public synchronized Optional<JsonObject> lastResult() {
    return Optional.ofNullable(claims.last).map(JsonObject::copy);
  }

  private Future<JsonObject> awaitDisplay() {
    if (nextDisplay == null) {
      nextDisplay = Promise.promise();
    }
    return nextDisplay.future();
  }

  private void onDisplay(JsonObject data) {
    Promise<JsonObject> waiting;
    synchronized (this) {
      boolean isFirst = display == null;
      display = data.copy();
      waiting = nextDisplay;
      nextDisplay = null;
      if (!isFirst && waiting == null) {
        // Nobody asked for this page: another lobby has the player, and the first one's answer to
        // the claim may find nobody there. (The first page comes by itself, too.)
        askAgain(claims);
        askAgain(makeUps);
      }
    }
    complete(waiting, data);
  }

  private void askAgain(Asking asking) {
    asking.awaited().ifPresent(request -> notifyToServer(asking.event, request.toData()));
  }

  private void onResult(Asking asking, JsonObject data) {
    Promise<JsonObject> waiting;
    synchronized (this) {
      showAfter(data);
      waiting = asking.answered(data);
    }
    complete(waiting, data);
  }

  /** Where the lobby could not send the page, the day is marked here, and the page asked for. */
  private void showAfter(JsonObject data) {
    JsonObject page = data.getJsonObject("display");
    if (page != null) {
      display = page;
    } else if (data.getBoolean("suc")) {
      if (display != null && isOfThatPage(data, display)) {
        markClaimed(display, data.getString("valid"));
      }
      notifyToServer(DailyEvents.OPEN, new JsonObject());
    }
  }

  /** Lobbies of an earlier version name no activity. */
  private static boolean isOfThatPage(JsonObject data, JsonObject display) {
    String shown = display.getString("activity");
    return shown == null || shown.equals(data.getString("activity", shown));
  }

  private static void markClaimed(JsonObject display, String date) {
    display.getJsonArray("recv").add(date);
    display.getJsonArray("weekly").stream()
        .map(JsonObject.class::cast)
        .filter(day -> date.equals(day.getString("date")))
        .forEach(day -> day.put("state", "claimed"));
  }

  private static void complete(@Nullable Promise<JsonObject> waiting, JsonObject data) {
    if (waiting != null) {
      waiting.complete(data);
    }
  }
}
