package dev.delos.sdk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** What an operator's request does. */
@FunctionalInterface
public interface OperatorCommand {
  /**
   * Runs the command and returns the answer's entity. A failure with an {@link
   * InvalidRequestException} shows its message to the operator.
   *
   * @param body the request's JSON object
   */
  Future<JsonObject> run(JsonObject body);
}
