package dev.delos.sdk;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What became of a request.
 *
 * @param reply the stored reply, if the request took effect; empty if it did not, and then it never
 *     will: a repeat that is still on its way is refused
 */
public record Outcome(Optional<JsonObject> reply) {
  public boolean tookEffect() {
    return reply.isPresent();
  }
}
