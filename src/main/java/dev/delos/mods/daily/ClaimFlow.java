package dev.delos.mods.daily;

import dev.delos.sdk.Player;
import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A claim from the player's click to what the player is told. */
final class ClaimFlow {
  private static final Logger log = LoggerFactory.getLogger(ClaimFlow.class);

  private final DailyService service;
  private final Mailbox mailbox;

  /** By player id, the day of a claim of which nobody knows whether it was stored. */
  private final Map<String, LocalDate> unsure = new HashMap<>();

  ClaimFlow(DailyService service, Mailbox mailbox) {
    this.service = service;
    this.mailbox = mailbox;
  }

  /** Claims and delivers. Returns the data of {@code PlayerRecvEvent}; never fails. */
  Future<JsonObject> claim(Player player, LocalDate valid) {
    return service
        .claim(player.uid(), valid)
        .map(reply -> settle(player, valid, reply))
        .compose(reply -> deliver(player, valid, reply))
        .otherwise(failure -> giveUp(player, valid, failure));
  }

  /** Forgets a player who left: the next login delivers what waits. */
  void forget(String playerId) {
    unsure.remove(playerId);
  }

  private ClaimReply settle(Player player, LocalDate valid, ClaimReply reply) {
    return unsure.remove(player.id(), valid) ? reply.afterUnknown(player.uid(), valid) : reply;
  }

  private Future<JsonObject> deliver(Player player, LocalDate valid, ClaimReply reply) {
    PlayerState state = reply.state();
    return mailbox
        .deliver(player.uid(), state.undelivered())
        .map(
            delivery ->
                result(player, valid, reply, delivery)
                    .put("display", delivery.applyTo(state.display())));
  }

  private static JsonObject result(
      Player player, LocalDate valid, ClaimReply reply, Mailbox.Delivery delivery) {
    if (reply.code() != ClaimCode.CLAIMED) {
      return refusal(reply.code()).put("valid", valid.toString());
    }
    boolean waits = delivery.waiting().contains(Grant.id(DailyMod.ACTIVITY, player.uid(), valid));
    return new JsonObject()
        .put("suc", true)
        .put("code", ClaimCode.CLAIMED.name())
        .put("valid", valid.toString())
        .put("delivered", !waits)
        .put("reward", reply.reward().orElseThrow().toJson());
  }

  private JsonObject giveUp(Player player, LocalDate valid, Throwable failure) {
    log.warn("claim of {} for {}: {}", player.uid(), valid, failure.toString());
    if (DailyService.isOutcomeUnknown(failure)) {
      unsure.put(player.id(), valid);
    }
    boolean refused =
        failure instanceof RpcException rpc && rpc.code() == RpcException.Code.BAD_REQUEST;
    return refusal(refused ? ClaimCode.BAD_REQUEST : ClaimCode.TRY_AGAIN)
        .put("valid", valid.toString());
  }

  /** The data of {@code PlayerRecvEvent} for a claim that brought nothing. */
  static JsonObject refusal(ClaimCode code) {
    return new JsonObject().put("suc", false).put("code", code.name());
  }
}
