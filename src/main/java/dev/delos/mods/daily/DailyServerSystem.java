package dev.delos.mods.daily;

import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.Player;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.spi.ServerHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the page for players, takes their claims, and delivers what waits for them. Who claims is
 * the player that the proxy stamped on the event; what day it is, the service says.
 */
final class DailyServerSystem extends ServerSystem {
  static final String NAME = "DailyServerSystem";

  private static final Logger log = LoggerFactory.getLogger(DailyServerSystem.class);

  private final ClaimFlow claims;
  private final Turns turns = new Turns();

  /** Pages of one player that are on their way at the same time; more questions are dropped. */
  private static final int MOST_OPENINGS = 4;

  /** By player id, the activities: while one is in, the page on its way serves a repeat as well. */
  private final Map<String, Set<String>> opening = new HashMap<>();

  /** By player id, what is being asked for: its answer serves a repeat as well. */
  private final Map<String, Wish> asked = new HashMap<>();

  DailyServerSystem(ServerHost host) {
    super(host);
    DailyService service =
        new DailyService(
            (method, key, args, timeout) ->
                requestIdempotent(DailyMod.MODULE, method, key, args, timeout));
    this.claims = new ClaimFlow(service, new Mailbox(service));
  }

  @Override
  public Future<?> start() {
    listenForEngineEvent(EngineEvents.ADD_SERVER_PLAYER, this::onPlayerAdded);
    listenForEngineEvent(EngineEvents.DEL_SERVER_PLAYER, this::onPlayerLeft);
    listenForClientEvent(DailyEvents.OPEN, this::onOpen);
    listenForClientEvent(DailyEvents.RECV, data -> onWish(Wish.Kind.CLAIM, data));
    listenForClientEvent(DailyEvents.MAKE_UP, data -> onWish(Wish.Kind.MAKE_UP, data));
    return Future.succeededFuture();
  }

  private void onPlayerAdded(JsonObject data) {
    player(data.getString("id")).ifPresent(player -> open(player, ""));
  }

  private void onPlayerLeft(JsonObject data) {
    claims.forget(data.getString("id"));
  }

  private void onOpen(JsonObject data) {
    sender(data).ifPresent(player -> open(player, data));
  }

  private void open(Player player, JsonObject data) {
    try {
      open(player, activity(data));
    } catch (InvalidRequestException notAnActivity) {
      tell(player, DailyEvents.RECV, ClaimFlow.refusal(ClaimCode.BAD_REQUEST));
    }
  }

  private static String activity(JsonObject data) {
    return data.getValue("activity") == null ? "" : Arguments.activity(data);
  }

  private void onWish(Wish.Kind kind, JsonObject data) {
    sender(data).ifPresent(player -> wish(player, kind, data));
  }

  private Optional<Player> sender(JsonObject data) {
    return player(data.getString("__id__"));
  }

  private void open(Player player, String activity) {
    Set<String> mine = opening.computeIfAbsent(player.id(), added -> new HashSet<>());
    if (mine.size() < MOST_OPENINGS && mine.add(activity)) {
      turns
          .take(player.id(), () -> claims.page(player, activity))
          .onComplete(done -> opened(player, activity))
          .onSuccess(page -> tell(player, DailyEvents.DISPLAY, page))
          .onFailure(failure -> couldNotOpen(player, failure));
    }
  }

  private void opened(Player player, String activity) {
    opening.computeIfPresent(
        player.id(), (id, mine) -> mine.remove(activity) && mine.isEmpty() ? null : mine);
  }

  private void couldNotOpen(Player player, Throwable failure) {
    log.warn("can't open the page of {}: {}", player.uid(), failure.toString());
    tell(player, DailyEvents.RECV, ClaimFlow.refusal(ClaimFlow.code(failure)));
  }

  private void wish(Player player, Wish.Kind kind, JsonObject data) {
    Wish wish;
    Optional<UUID> requestId;
    try {
      wish =
          new Wish(
              kind,
              activity(data),
              Arguments.date(data, "valid"),
              Arguments.optionalPrice(data, "price"));
      requestId = Arguments.optionalId(data, "requestId");
    } catch (InvalidRequestException notAWish) {
      tell(player, kind.event(), ClaimFlow.refusal(ClaimCode.BAD_REQUEST));
      return;
    }
    Wish before = asked.putIfAbsent(player.id(), wish);
    if (before == null) {
      signIn(player, wish, requestId);
    } else if (!before.isSameAs(wish)) {
      tell(player, kind.event(), ClaimFlow.refusal(ClaimCode.TRY_AGAIN, wish));
    }
  }

  private void signIn(Player player, Wish wish, Optional<UUID> requestId) {
    turns
        .take(player.id(), () -> claims.signIn(player, wish, requestId))
        .onComplete(done -> asked.remove(player.id()))
        .onSuccess(result -> answer(player, wish, result))
        .onFailure(bug -> log.error("{} of {}", wish.kind(), player.uid(), bug));
  }

  private void answer(Player player, Wish wish, JsonObject result) {
    tell(player, wish.kind().event(), result);
    if (player(player.id()).isEmpty()) {
      claims.forget(player.id());
    }
  }

  private void tell(Player player, String event, JsonObject data) {
    notifyToClient(player.id(), event, data);
  }

  private void listenForEngineEvent(String event, Consumer<JsonObject> handler) {
    listenForEvent(engineNamespace(), engineSystemName(), event, handler::accept);
  }

  private void listenForClientEvent(String event, Consumer<JsonObject> handler) {
    listenForEvent(namespace(), DailyClientSystem.NAME, event, handler::accept);
  }
}
