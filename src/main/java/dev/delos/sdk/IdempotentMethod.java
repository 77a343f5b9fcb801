package dev.delos.sdk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;

/**
 * An RPC method whose effect happens once for each request id, however often the request arrives
 * and whatever dies meanwhile.
 */
@FunctionalInterface
public interface IdempotentMethod {
  /**
   * Answers a request. What is written through the transaction is committed together with the
   * request's id and this reply; if the future fails, nothing is, and the request may come again. A
   * failure with an {@link InvalidRequestException} refuses the request.
   *
   * @param transaction for the mod's own tables; all of the effect must go through it
   */
  Future<JsonObject> call(SqlConnection transaction, RequestKey key, JsonObject args);
}
