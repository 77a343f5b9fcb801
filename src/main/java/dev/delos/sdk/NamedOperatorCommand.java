package dev.delos.sdk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** What an operator's request does, if who the operator is makes a difference. */
@FunctionalInterface
public interface NamedOperatorCommand {
  /**
   * Runs the command as {@link OperatorCommand#run} does.
   *
   * @param operator the name that belongs to the request's token: the body has no say in it
   */
  Future<JsonObject> run(String operator, JsonObject body);
}
