package dev.delos.mods.daily;

import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.spi.ClientHost;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
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
  private @Nullable Promise<JsonObject> nextDisplay;
  private @Nullable Promise<JsonObject> nextResult;

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

  /** Asks the lobby for the page again. */
  public synchronized Future<JsonObject> open() {
    Future<JsonObject> answer = awaitDisplay();
    notifyToServer(DailyEvents.OPEN, new JsonObject());
    return answer;
  }

  /**
   * Presses the button of a day.
   *
   * @param valid the date that the page showed
   * @return what the lobby says to it: the next {@code PlayerRecvEvent}
   */
  public synchronized Future<JsonObject> claim(String valid) {
    if (nextResult == null) {
      nextResult = Promise.promise();
    }
    Future<JsonObject> answer = nextResult.future();
    notifyToServer(DailyEvents.RECV, new JsonObject().put("valid", valid));
    return answer;
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
      display = data.copy();
      waiting = nextDisplay;
      nextDisplay = null;
    }
    complete(waiting, data);
  }

  private void onResult(JsonObject data) {
    Promise<JsonObject> waiting;
    synchronized (this) {
      result = data.copy();
      display = data.getJsonObject("display", display);
      waiting = nextResult;
      nextResult = null;
    }
    complete(waiting, data);
  }

  private static void complete(@Nullable Promise<JsonObject> waiting, JsonObject data) {
    if (waiting != null) {
      waiting.complete(data);
    }
  }
}
