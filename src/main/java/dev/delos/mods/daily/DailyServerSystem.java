package dev.delos.mods.daily;

import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.Player;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.spi.ServerHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.HashSet;
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

  /** Player ids; while one is in, the answer on its way serves a repeat as well. */
  private final Set<String> opening = new HashSet<>();

  private final Set<String> claiming = new HashSet<>();

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
    listenForClientEvent(DailyEvents.RECV, this::onClaim);
    return Future.succeededFuture();
  }

  private void onPlayerAdded(JsonObject data) {
    player(data.getString("id")).ifPresent(this::open);
  }

  private void onPlayerLeft(JsonObject data) {
    claims.forget(data.getString("id"));
  }

  private void onOpen(JsonObject data) {
    sender(data).ifPresent(this::open);
  }

  private void onClaim(JsonObject data) {
    sender(data).ifPresent(player -> claim(player, data));
  }

  private Optional<Player> sender(JsonObject data) {
    return player(data.getString("__id__"));
  }

  private void open(Player player) {
    if (opening.add(player.id())) {
      turns
          .take(player.id(), () -> claims.page(player))
          .onComplete(done -> opening.remove(player.id()))
          .onSuccess(page -> notifyToClient(player.id(), DailyEvents.DISPLAY, page))
          .onFailure(failure -> couldNotOpen(player, failure));
    }
  }

  private void couldNotOpen(Player player, Throwable failure) {
    log.warn("can't open the page of {}: {}", player.uid(), failure.toString());
    tell(player, ClaimFlow.refusal(ClaimCode.TRY_AGAIN));
  }

  private void claim(Player player, JsonObject data) {
    LocalDate valid;
    Optional<UUID> requestId;
    try {
      valid = Arguments.date(data, "valid");
      requestId = Arguments.optionalId(data, "requestId");
    } catch (InvalidRequestException notAClaim) {
      tell(player, ClaimFlow.refusal(ClaimCode.BAD_REQUEST));
      return;
    }
    if (claiming.add(player.id())) {
      turns
          .take(player.id(), () -> claims.claim(player, valid, requestId))
          .onComplete(done -> claiming.remove(player.id()))
          .onSuccess(result -> answer(player, result))
          .onFailure(bug -> log.error("claim of {}", player.uid(), bug));
    }
  }

  private void answer(Player player, JsonObject result) {
    tell(player, result);
    if (player(player.id()).isEmpty()) {
      claims.forget(player.id());
    }
  }

  private void tell(Player player, JsonObject result) {
    notifyToClient(player.id(), DailyEvents.RECV, result);
  }

  private void listenForEngineEvent(String event, Consumer<JsonObject> handler) {
    listenForEvent(engineNamespace(), engineSystemName(), event, handler::accept);
  }

  private void listenForClientEvent(String event, Consumer<JsonObject> handler) {
    listenForEvent(namespace(), DailyClientSystem.NAME, event, handler::accept);
  }
}
