package dev.delos.mods.daily;

import dev.delos.sdk.Player;
import dev.delos.sdk.RequestKey;
import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;

/** The sign-in service as a lobby sees it. Each call is repeated until its time is over. */
final class DailyService implements RewardSink {
  /** The manual's limit for a claim. */
  private static final Duration LIMIT = Duration.ofSeconds(4);

  private final Requests requests;

  DailyService(Requests requests) {
    this.requests = requests;
  }

  /**
   * The page of a player.
   *
   * @param activity empty: the first that is open
   */
  Future<PlayerState> look(Player player, String activity) {
    return requests
        .send("look", RequestKey.fresh(player.uid()), Wish.args(activity, player.claims()), LIMIT)
        .map(PlayerState::fromJson);
  }

  /**
   * Signs a player in on a day. A failure for which {@link #isOutcomeUnknown} holds leaves open
   * whether that is done: a repeat with the same request id tells, and does it if not.
   */
  Future<ClaimReply> signIn(Player player, Wish wish, UUID requestId) {
    return requests
        .send(
            wish.kind().method(),
            new RequestKey(player.uid(), requestId),
            wish.toArgs(player.claims()),
            LIMIT)
        .map(ClaimReply::fromJson);
  }

  @Override
  public Future<Delivery> deliver(String uid, Grant grant) {
    JsonObject args = new JsonObject().put("valid", grant.valid().toString());
    return requests
        .send("deliver", new RequestKey(uid, grant.id()), args, LIMIT)
        .map(Delivery::fromJson);
  }

  /** Whether the method may have run, now or in an earlier try. */
  static boolean isOutcomeUnknown(Throwable failure) {
    return !(failure instanceof RpcException rpc && rpc.code() == RpcException.Code.BAD_REQUEST);
  }

  /** Sends a request to the module of the mod, again and again while that may help. */
  @FunctionalInterface
  interface Requests {
    Future<JsonObject> send(String method, RequestKey key, JsonObject args, Duration timeout);
  }
}
