package dev.delos.host;

import dev.delos.protocol.OutcomeCalls;
import dev.delos.sdk.Database;
import dev.delos.sdk.IdempotentMethod;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RepeatableMethod;
import dev.delos.sdk.RequestKey;
import dev.delos.sdk.RpcMethod;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The callee's side of idempotent requests: reads their keys, and asks the store. */
final class IdempotentMethods {
  private final OutcomeStore store;

  IdempotentMethods(Database database) {
    this.store = new OutcomeStore(database);
  }

  /** The RPC method that runs an idempotent one. */
  RpcMethod method(String module, String name, IdempotentMethod method) {
    return request -> store.run(key(request), module + "." + name, method, args(request));
  }

  /** The RPC method that runs a repeatable one. */
  static RpcMethod repeatable(RepeatableMethod method) {
    return request -> method.call(key(request), args(request));
  }

  private static JsonObject args(JsonObject request) {
    return request.getJsonObject(OutcomeCalls.ARGS, new JsonObject());
  }

  /** The RPC method that tells what became of a request. */
  Future<JsonObject> query(JsonObject request) {
    return store
        .query(key(request))
        .map(
            outcome -> {
              JsonObject answer = new JsonObject();
              outcome.reply().ifPresent(reply -> answer.put(OutcomeCalls.REPLY, reply));
              return answer;
            });
  }

  private static RequestKey key(JsonObject request) {
    if (request.getValue(OutcomeCalls.OWNER) instanceof String owner
        && request.getValue(OutcomeCalls.REQUEST_ID) instanceof String id) {
      return new RequestKey(owner, uuid(id));
    }
    throw new InvalidRequestException(
        "a method that may be repeated: allowed: owner and requestId, as requestIdempotent sends them");
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("requestId: found \"" + id + "\", allowed: a UUID");
    }
  }
}
