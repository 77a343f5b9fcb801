package dev.delos.mods.daily;

import dev.delos.sdk.Player;
import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A claim from the player's click to what the player is told. */
final class ClaimFlow {
  private static final Logger log = LoggerFactory.getLogger(ClaimFlow.class);

  private final DailyService service;
  private final Mailbox mailbox;

  /** By player id, the claim of which nobody knows whether it was stored. */
  private final Map<String, Unsure> unsure = new HashMap<>();

  private record Unsure(LocalDate valid, UUID requestId) {}

  ClaimFlow(DailyService service, Mailbox mailbox) {
    this.service = service;
    this.mailbox = mailbox;
  }

  /** The page of a player, once what waits has been delivered as far as it can be. */
  Future<JsonObject> page(Player player) {
    return look(player).map(Page::display);
  }

  /**
   * Claims and delivers. Returns the data of {@code PlayerRecvEvent}; never fails.
   *
   * @param fromClient the client's own id of the claim: the same if it repeats one
   */
  Future<JsonObject> claim(Player player, LocalDate valid, Optional<UUID> fromClient) {
    UUID requestId = fromClient.orElseGet(() -> requestId(player, valid));
    return service
        .claim(player.uid(), valid, requestId)
        .onSuccess(reply -> unsure.remove(player.id()))
        .compose(reply -> answer(player, valid, reply))
        .otherwise(failure -> giveUp(player, valid, requestId, failure));
  }

  /** Forgets a player who left: the next login delivers what waits. */
  void forget(String playerId) {
    unsure.remove(playerId);
  }

  /** A click after a claim of unknown outcome repeats that claim. */
  private UUID requestId(Player player, LocalDate valid) {
    Unsure earlier = unsure.get(player.id());
    return earlier != null && earlier.valid().equals(valid)
        ? earlier.requestId()
        : UUID.randomUUID();
  }

  private record Page(JsonObject display, Mailbox.Contents mail) {}

  private Future<Page> look(Player player) {
    return service
        .look(player.uid())
        .compose(
            state ->
                mailbox
                    .deliver(player.uid(), state.undelivered())
                    .map(mail -> new Page(mail.applyTo(state.display()), mail)));
  }

  /** The claim stands: where the page can't be had, the client marks the day by itself. */
  private Future<JsonObject> answer(Player player, LocalDate valid, ClaimReply reply) {
    return look(player)
        .map(page -> result(player, valid, reply, page.mail()).put("display", page.display()))
        .otherwise(
            failure -> {
              log.warn("no page for {} after a claim: {}", player.uid(), failure.toString());
              return resultWithoutPage(valid, reply);
            });
  }

  private static JsonObject result(
      Player player, LocalDate valid, ClaimReply reply, Mailbox.Contents mail) {
    if (reply.code() != ClaimCode.CLAIMED) {
      return refusal(reply.code()).put("valid", valid.toString());
    }
    UUID grantId = Grant.id(DailyMod.ACTIVITY, player.uid(), valid);
    return success(valid, reply)
        .put("delivered", !mail.isWaiting(grantId))
        .put("noRoom", mail.hasNoRoom(grantId));
  }

  private static JsonObject resultWithoutPage(LocalDate valid, ClaimReply reply) {
    return reply.code() == ClaimCode.CLAIMED
        ? success(valid, reply).put("delivered", false).put("noRoom", false)
        : refusal(reply.code()).put("valid", valid.toString());
  }

  private static JsonObject success(LocalDate valid, ClaimReply reply) {
    return new JsonObject()
        .put("suc", true)
        .put("code", ClaimCode.CLAIMED.name())
        .put("valid", valid.toString())
        .put("reward", reply.reward().orElseThrow().toJson());
  }

  private JsonObject giveUp(Player player, LocalDate valid, UUID requestId, Throwable failure) {
    log.warn("claim of {} for {}: {}", player.uid(), valid, failure.toString());
    if (DailyService.isOutcomeUnknown(failure)) {
      unsure.put(player.id(), new Unsure(valid, requestId));
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
