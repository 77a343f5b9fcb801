package dev.delos.mods.daily;

import dev.delos.sdk.Player;
import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A claim, or a make-up, from the player's click to what the player is told. */
final class ClaimFlow {
  private static final Logger log = LoggerFactory.getLogger(ClaimFlow.class);

  private final DailyService service;
  private final Mailbox mailbox;

  /** By player id, the wish of which nobody knows whether it was fulfilled: the last one. */
  private final Map<String, Unsure> unsure = new HashMap<>();

  private record Unsure(Wish wish, UUID requestId) {}

  ClaimFlow(DailyService service, Mailbox mailbox) {
    this.service = service;
    this.mailbox = mailbox;
  }

  /**
   * The page of a player, once what waits has been delivered as far as it can be.
   *
   * @param activity empty: the first that is open
   */
  Future<JsonObject> page(Player player, String activity) {
    return look(player, activity).map(Page::display);
  }

  /**
   * Signs in and delivers. Returns the data of the event that tells; never fails.
   *
   * @param fromClient the client's own id of the wish: the same if it repeats one
   */
  Future<JsonObject> signIn(Player player, Wish wish, Optional<UUID> fromClient) {
    UUID requestId = fromClient.orElseGet(() -> requestId(player, wish));
    return service
        .signIn(player, wish, requestId)
        .onSuccess(reply -> unsure.remove(player.id()))
        .compose(reply -> answer(player, wish, reply))
        .otherwise(failure -> giveUp(player, wish, requestId, failure));
  }

  /** Forgets a player who left: the next login delivers what waits. */
  void forget(String playerId) {
    unsure.remove(playerId);
  }

  /** A click after a wish of unknown outcome repeats that wish. */
  private UUID requestId(Player player, Wish wish) {
    Unsure earlier = unsure.get(player.id());
    return earlier != null && earlier.wish().isSameAs(wish)
        ? earlier.requestId()
        : UUID.randomUUID();
  }

  private record Page(JsonObject display, Mailbox.Contents mail) {}

  private Future<Page> look(Player player, String activity) {
    return service
        .look(player, activity)
        .compose(
            state ->
                mailbox
                    .deliver(player.uid(), state.undelivered())
                    .map(mail -> new Page(mail.applyTo(state.display()), mail)));
  }

  /** It stands: where the page can't be had, the client marks the day by itself. */
  private Future<JsonObject> answer(Player player, Wish wish, ClaimReply reply) {
    return look(player, wish.activity())
        .map(page -> result(player, wish, reply, page.mail()).put("display", page.display()))
        .otherwise(
            failure -> {
              log.warn("no page for {} after a claim: {}", player.uid(), failure.toString());
              return told(wish, reply, false, false);
            });
  }

  private static JsonObject result(
      Player player, Wish wish, ClaimReply reply, Mailbox.Contents mail) {
    UUID grantId = Grant.id(reply.activity(), player.uid(), wish.valid());
    return told(wish, reply, !mail.isWaiting(grantId), mail.hasNoRoom(grantId));
  }

  private static JsonObject told(
      Wish wish, ClaimReply reply, boolean isDelivered, boolean hasNoRoom) {
    JsonObject data =
        new JsonObject()
            .put("suc", reply.code().isDone())
            .put("code", reply.code().name())
            .put("activity", reply.activity())
            .put("valid", wish.valid().toString());
    reply.cost().ifPresent(cost -> data.put("cost", cost.toJson()));
    if (reply.code().isDone()) {
      data.put("reward", reply.reward().orElseThrow().toJson())
          .put("delivered", isDelivered)
          .put("noRoom", hasNoRoom);
    }
    reply.payment().ifPresent(payment -> data.put("payment", payment.toJson()));
    return data;
  }

  private JsonObject giveUp(Player player, Wish wish, UUID requestId, Throwable failure) {
    log.warn("{} of {} for {}: {}", wish.kind(), player.uid(), wish.valid(), failure.toString());
    if (DailyService.isOutcomeUnknown(failure)) {
      unsure.put(player.id(), new Unsure(wish, requestId));
    }
    return refusal(code(failure), wish);
  }

  /** What a player is told of a failure. */
  static ClaimCode code(Throwable failure) {
    boolean isRefused =
        failure instanceof RpcException rpc && rpc.code() == RpcException.Code.BAD_REQUEST;
    return isRefused ? ClaimCode.BAD_REQUEST : ClaimCode.TRY_AGAIN;
  }

  /** What is told of a wish that came to nothing. */
  static JsonObject refusal(ClaimCode code, Wish wish) {
    JsonObject data = refusal(code).put("valid", wish.valid().toString());
    return wish.activity().isEmpty() ? data : data.put("activity", wish.activity());
  }

  /** What is told of something that was no wish. */
  static JsonObject refusal(ClaimCode code) {
    return new JsonObject().put("suc", false).put("code", code.name());
  }
}
