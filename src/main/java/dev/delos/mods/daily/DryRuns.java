package dev.delos.mods.daily;

import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/** Does things, and undoes them: so they tell what would be done, or why it would be refused. */
final class DryRuns {
  private final Database database;

  /** Carries the reply out of the transaction that is undone. */
  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JsonObject reply;

    Undone(JsonObject reply) {
      super("a dry run", null, false, false);
      this.reply = reply;
    }
  }

  DryRuns(Database database) {
    this.database = database;
  }

  /** The reply has {@code dryRun: true} beside what it would have. */
  Future<JsonObject> run(Function<SqlConnection, Future<JsonObject>> order) {
    return database
        .<JsonObject>inTransaction(
            transaction ->
                order.apply(transaction).compose(reply -> Future.failedFuture(new Undone(reply))))
        .recover(
            failure ->
                failure instanceof Undone undone
                    ? Future.succeededFuture(undone.reply.put("dryRun", true))
                    : Future.failedFuture(failure));
  }
}
