package dev.delos.docs.greeter;

import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/** Counts greetings in PostgreSQL. */
final class GreeterServiceSystem extends ServiceSystem {
  static final String NAME = "GreeterServiceSystem";

  /** Not idempotent: a repeat counts once more, so it is no case for queryIdempotent. */
  private static final String COUNT =
      """
      INSERT INTO greeter.greeting AS g (uid, count) VALUES ($1, 1)
      ON CONFLICT (uid) DO UPDATE SET count = g.count + 1
      RETURNING count
      """;

  private static final String LOOK = "SELECT count FROM greeter.greeting WHERE uid = $1";

  GreeterServiceSystem(ServiceHost host) {
    super(host);
  }

  @Override
  public Future<?> start() {
    registerRpcMethodForMod(GreeterMod.MODULE, "count", this::count);
    registerRpcMethodForMod(GreeterMod.MODULE, "look", this::look);
    return Future.succeededFuture();
  }

  private Future<JsonObject> count(JsonObject args) {
    return database().query(COUNT, Tuple.of(uid(args))).map(GreeterServiceSystem::reply);
  }

  private Future<JsonObject> look(JsonObject args) {
    return database().queryIdempotent(LOOK, Tuple.of(uid(args))).map(GreeterServiceSystem::reply);
  }

  private static String uid(JsonObject args) {
    if (args.getValue("uid") instanceof String uid && !uid.isEmpty()) {
      return uid;
    }
    throw new InvalidRequestException("uid: allowed: a player's uid");
  }

  private static JsonObject reply(RowSet<Row> rows) {
    long count = rows.size() == 0 ? 0 : rows.iterator().next().getLong("count");
    return new JsonObject().put("count", count);
  }
}
