package dev.delos.host;

import dev.delos.sdk.Database;
import dev.delos.sdk.IdempotentMethod;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.Outcome;
import dev.delos.sdk.RequestKey;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests that have taken effect, with their replies. The table's key decides who runs: of two
 * equal requests at once the second waits for the first to commit, and finds its reply.
 */
final class OutcomeStore {
  /** owner, request id, method (null: given up): returns one row if the request is new. */
  private static final String ENTER =
      """
      INSERT INTO delos.outcome (owner, request_id, method) VALUES ($1, $2, $3)
      ON CONFLICT DO NOTHING
      """;

  /** owner, request id, reply. */
  private static final String STORE =
      "UPDATE delos.outcome SET reply = $3::jsonb WHERE owner = $1 AND request_id = $2";

  /** owner, request id. */
  private static final String FIND =
      "SELECT method, reply FROM delos.outcome WHERE owner = $1 AND request_id = $2";

  /** age in seconds, limit: rows that somebody else deletes just now are passed over. */
  private static final String CLEAN =
      """
      DELETE FROM delos.outcome WHERE (owner, request_id) IN (
        SELECT owner, request_id FROM delos.outcome
        WHERE entered_at < now() - make_interval(secs => $1)
        ORDER BY entered_at LIMIT $2 FOR UPDATE SKIP LOCKED)
      """;

  private static final int CLEAN_ROWS = 1_000;

  private final Database database;

  OutcomeStore(Database database) {
    this.database = database;
  }

  /** Runs the method if the request is new, else brings the stored reply. */
  Future<JsonObject> run(RequestKey key, String name, IdempotentMethod method, JsonObject args) {
    return database.inTransaction(
        transaction ->
            enter(transaction, key, name)
                .compose(
                    isNew ->
                        isNew
                            ? method
                                .call(transaction, key, args)
                                .compose(reply -> store(transaction, key, reply))
                            : find(transaction, key).map(row -> replyOf(key, name, row))));
  }

  /** What became of a request; one that has not taken effect is given up for good. */
  Future<Outcome> query(RequestKey key) {
    return database.inTransaction(
        transaction ->
            enter(transaction, key, null)
                .compose(
                    isNew ->
                        isNew
                            ? Future.succeededFuture(new Outcome(Optional.empty()))
                            : find(transaction, key)
                                .map(row -> new Outcome(Optional.ofNullable(reply(row))))));
  }

  /** Deletes some of the outcomes of that age; tells whether there may be more. */
  Future<Boolean> clean(Duration age) {
    return database
        .query(CLEAN, Tuple.of((double) age.toSeconds(), CLEAN_ROWS))
        .map(deleted -> deleted.rowCount() == CLEAN_ROWS);
  }

  private static Future<Boolean> enter(
      SqlConnection transaction, RequestKey key, @Nullable String method) {
    return transaction
        .preparedQuery(ENTER)
        .execute(Tuple.of(key.owner(), key.requestId(), method))
        .map(entered -> entered.rowCount() == 1);
  }

  private static Future<JsonObject> store(
      SqlConnection transaction, RequestKey key, @Nullable JsonObject reply) {
    if (reply == null) {
      return Future.failedFuture("the method replied null: nothing of it is kept");
    }
    return transaction
        .preparedQuery(STORE)
        .execute(Tuple.of(key.owner(), key.requestId(), reply))
        .map(reply);
  }

  private static Future<Row> find(SqlConnection transaction, RequestKey key) {
    return transaction
        .preparedQuery(FIND)
        .execute(Tuple.of(key.owner(), key.requestId()))
        .map(OutcomeStore::only);
  }

  private static Row only(RowSet<Row> rows) {
    if (rows.size() != 1) {
      throw new IllegalStateException("the outcome was cleaned away just now: too old");
    }
    return rows.iterator().next();
  }

  private static JsonObject replyOf(RequestKey key, String method, Row row) {
    String stored = row.getString("method");
    JsonObject reply = reply(row);
    if (stored == null || reply == null) {
      throw new InvalidRequestException(
          "requestId: found " + key.requestId() + ", which was given up, allowed: a new one");
    }
    if (!stored.equals(method)) {
      throw new InvalidRequestException(
          "requestId: found " + key.requestId() + ", which is of " + stored + ", not " + method);
    }
    return reply;
  }

  private static @Nullable JsonObject reply(Row row) {
    return row.get(JsonObject.class, "reply");
  }
}
