package dev.delos.mods.daily;

import dev.delos.sdk.NodeSystem;
import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The sign-in service as a lobby sees it. */
final class DailyService implements RewardSink {
  private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(4);

  private final Requests requests;

  DailyService(Requests requests) {
    this.requests = requests;
  }

  Future<PlayerState> look(String uid) {
    return requests
        .send("look", new JsonObject().put("uid", uid), NodeSystem.DEFAULT_TIMEOUT)
        .map(PlayerState::fromJson);
  }

  /**
   * Claims a day; asks once more if the outcome of the first request is unknown, which is safe. A
   * failure for which {@link #isOutcomeUnknown} holds leaves open whether the day is claimed.
   */
  Future<ClaimReply> claim(String uid, LocalDate valid) {
    return claimOnce(uid, valid)
        .recover(
            failure ->
                isOutcomeUnknown(failure)
                    ? claimOnce(uid, valid).map(reply -> reply.afterUnknown(uid, valid))
                    : Future.failedFuture(failure));
  }

  private Future<ClaimReply> claimOnce(String uid, LocalDate valid) {
    JsonObject args = new JsonObject().put("uid", uid).put("valid", valid.toString());
    return requests.send("claim", args, CLAIM_TIMEOUT).map(ClaimReply::fromJson);
  }

  @Override
  public Future<List<ItemCount>> deliver(String uid, UUID grantId) {
    JsonObject args = new JsonObject().put("uid", uid).put("grantId", grantId.toString());
    return requests
        .send("deliver", args, NodeSystem.DEFAULT_TIMEOUT)
        .map(reply -> ItemCount.listFromJson(reply.getJsonArray("inventory")));
  }

  /** Whether the method may have run, or run up to some point. */
  static boolean isOutcomeUnknown(Throwable failure) {
    return failure instanceof RpcException rpc
        && switch (rpc.code()) {
          case TIMEOUT, NODE_LEFT, REMOTE_ERROR -> true;
          case NO_PROVIDER, NO_METHOD, DRAINING, OVERLOADED, BAD_REQUEST -> false;
        };
  }

  /** Sends a request to the module of the mod. */
  @FunctionalInterface
  interface Requests {
    Future<JsonObject> send(String method, JsonObject args, Duration timeout);
  }
}
