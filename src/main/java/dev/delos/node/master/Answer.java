package dev.delos.node.master;

import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RpcException;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator is told.
 *
 * @param code {@link #SUCCESS}, or the HTTP status of what went wrong
 * @param entity what the command brings, if anything
 */
record Answer(int code, String message, @Nullable JsonObject entity) {
  static final int SUCCESS = 1;

  private static final Logger log = LoggerFactory.getLogger(Answer.class);

  static Answer success(@Nullable JsonObject entity) {
    return new Answer(SUCCESS, "success", entity);
  }

  static Answer refusal(int code, String message) {
    return new Answer(code, message, null);
  }

  /** What an operator may know of a command's failure; of the unforeseen, an id in the log. */
  static Answer failure(String path, Throwable failure) {
    if (failure instanceof CommandFailure known) {
      return new Answer(known.code(), known.text(), known.entity());
    }
    if (failure instanceof InvalidRequestException invalid) {
      return refusal(400, String.valueOf(invalid.getMessage()));
    }
    if (failure instanceof RpcException rpc) {
      return refusal(code(rpc), rpc.detail());
    }
    if (failure instanceof DeposedException deposed) {
      return refusal(503, String.valueOf(deposed.getMessage()));
    }
    if (failure instanceof TimeoutException) {
      return refusal(504, "the command waited too long for something");
    }
    String errorId = UUID.randomUUID().toString();
    log.error("operator command {} failed, error {}", path, errorId, failure);
    return refusal(500, "the command failed, error " + errorId);
  }

  static int code(RpcException failure) {
    return switch (failure.code()) {
      case BAD_REQUEST -> 400;
      case TIMEOUT -> 504;
      case DRAINING, OVERLOADED -> 503;
      case NO_PROVIDER, NO_METHOD, NODE_LEFT, REMOTE_ERROR -> 502;
    };
  }

  boolean isSuccess() {
    return code == SUCCESS;
  }

  int httpStatus() {
    return isSuccess() ? 200 : code;
  }

  JsonObject toJson() {
    return new JsonObject().put("code", code).put("message", message).put("entity", entity);
  }
}
