package dev.delos.docs.keeper;

import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** Keeps coins in PostgreSQL, for the server that has the player and for no other. */
final class KeeperServiceSystem extends ServiceSystem {
  static final String NAME = "KeeperServiceSystem";

  private static final String TAKE =
      """
      INSERT INTO keeper.purse AS p (uid, epoch) VALUES ($1, $2)
      ON CONFLICT (uid) DO UPDATE SET epoch = $2 WHERE p.epoch <= $2
      RETURNING coins
      """;

  private static final String SAVE =
      """
      UPDATE keeper.purse SET epoch = $2, coins = $3 WHERE uid = $1 AND epoch <= $2
      RETURNING coins
      """;

  KeeperServiceSystem(ServiceHost host) {
    super(host);
  }

  @Override
  public Future<?> start() {
    registerRpcMethodForMod(KeeperMod.MODULE, "take", this::take);
    registerRpcMethodForMod(KeeperMod.MODULE, "save", this::save);
    return Future.succeededFuture();
  }

  private Future<JsonObject> take(JsonObject args) {
    return write(TAKE, Tuple.of(args.getString("uid"), args.getLong("epoch")));
  }

  private Future<JsonObject> save(JsonObject args) {
    return write(
        SAVE, Tuple.of(args.getString("uid"), args.getLong("epoch"), args.getLong("coins")));
  }

  /** No row: a server with a greater epoch has the player. */
  private Future<JsonObject> write(String statement, Tuple values) {
    return database()
        .queryIdempotent(statement, values)
        .map(
            rows -> {
              for (Row row : rows) {
                return new JsonObject().put("coins", row.getLong("coins"));
              }
              throw new InvalidRequestException("epoch: a later server has " + values.getString(0));
            });
  }
}
