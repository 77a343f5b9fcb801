package dev.delos.cluster;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * A request as its endpoint gets it.
 *
 * @param callerId the asking node
 * @param timeout how long the caller waits, from now on; zero if it waits for no answer
 */
public record RpcRequest(int callerId, JsonObject args, Duration timeout) {
  /** Whether nobody waits for an answer. */
  public boolean isOneWay() {
    return timeout.isZero();
  }
}
