package dev.delos.mods.daily;

import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.spi.ClientHost;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
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
  private @Nullable JsonObject result;
  private @Nullable Claim unsure;
  private @Nullable Promise<JsonObject> nextDisplay;
  private @Nullable Promise<JsonObject> nextResult;

  /** A claim of which nobody knows yet what came of it. */
  private record Claim(String valid, UUID requestId) {}

  public DailyClientSystem(ClientHost host) {
    super(host);
  }

  @Override
  public Future<?> start() {
    listenForEvent(namespace(), DailyServerSystem.NAME, DailyEvents.DISPLAY, this::onDisplay);
    listenForEvent(namespace(), DailyServerSystem.NAME, DailyEvents.RECV, this::onResult);
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
  public synchronized Future<JsonObject> claim(String valid) {
    if (nextResult == null) {
      nextResult = Promise.promise();
    }
    Future<JsonObject> answer = nextResult.future();
    if (unsure == null || !unsure.valid().equals(valid)) {
      unsure = new Claim(valid, UUID.randomUUID());
    }
    send(unsure);
    return answer;
  }

  private void send(Claim claim) {
    JsonObject data = new JsonObject().put("valid", claim.valid());
    notifyToServer(DailyEvents.RECV, data.put("requestId", claim.requestId().toString()));
  }

  /** Presses the button of the day that the page shows as today. */
  public Future<JsonObject> claimToday() {
    return display().compose(page -> claim(page.getString("valid")));
  }

  /** The last answer to a claim. */
  public synchronized Optional<JsonObject> lastResult() {
    return Optional.ofNullable(result).map(JsonObject::copy);
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
      if (!isFirst && waiting == null && nextResult != null && unsure != null) {
        // Nobody asked for this page: another lobby has the player, and the first one's answer to
        // the claim may find nobody there. (The first page comes by itself, too.)
        send(unsure);
      }
    }
    complete(waiting, data);
  }

  private void onResult(JsonObject data) {
    Promise<JsonObject> waiting;
    synchronized (this) {
      result = data.copy();
      if (!ClaimCode.TRY_AGAIN.name().equals(data.getString("code"))) {
        unsure = null;
      }
      showAfter(data);
      waiting = nextResult;
      nextResult = null;
    }
    complete(waiting, data);
  }

  /** Where the lobby could not send the page, the day is marked here, and the page asked for. */
  private void showAfter(JsonObject data) {
    JsonObject page = data.getJsonObject("display");
    if (page != null) {
      display = page;
    } else if (data.getBoolean("suc")) {
      markClaimed(display, data.getString("valid"));
      notifyToServer(DailyEvents.OPEN, new JsonObject());
    }
  }

  private static void markClaimed(@Nullable JsonObject display, String date) {
    if (display != null) {
      display.getJsonArray("recv").add(date);
      display.getJsonArray("weekly").stream()
          .map(JsonObject.class::cast)
          .filter(day -> date.equals(day.getString("date")))
          .forEach(day -> day.put("state", "claimed"));
    }
  }

  private static void complete(@Nullable Promise<JsonObject> waiting, JsonObject data) {
    if (waiting != null) {
      waiting.complete(data);
    }
  }
}
