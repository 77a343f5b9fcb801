package dev.delos.node.master;

import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators did: a row before each command, completed after it. */
final class Audit {
  private static final String BEGIN =
      LeaseTable.HELD
          + """
          , begun AS (
            INSERT INTO delos.audit
              (operator, command, body, uid, remote, master, lease, idempotency_key)
            SELECT $2::text, $3::text, $4::json, $5::text, $6::text, $7::integer, held.epoch, $8::text
            FROM held
            ON CONFLICT (operator, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
            RETURNING id
          )
          SELECT (SELECT count(*) FROM held) AS held, (SELECT id FROM begun) AS id
          """;

  private static final String COMPLETE =
      """
      UPDATE delos.audit
      SET code = $2, message = $3, finished_at = now(),
        entity = CASE WHEN idempotency_key IS NULL THEN NULL ELSE $4::json END
      WHERE id = $1 AND finished_at IS NULL
      """;

  private static final String EARLIER =
      """
      SELECT id, command, body, master, lease, finished_at, code, message, entity
      FROM delos.audit WHERE operator = $1 AND idempotency_key = $2
      """;

  private final Database database;
  private final int master;

  Audit(Database database, int master) {
    this.database = database;
    this.master = master;
  }

  /** What became of the wish to run a command. */
  sealed interface Begun {}

  /** The row is written: run it. */
  record Run(long id) implements Begun {}

  /** It has been run, or may have been: this is the answer. */
  record Repeated(Answer answer) implements Begun {}

  /**
   * Writes the row, if the lease of that number still stands; fails with a {@link DeposedException}
   * if it doesn't.
   */
  Future<Begun> begin(Order order, long epoch) {
    JsonObject body = AuditedBody.of(order.body());
    return database
        .query(
            BEGIN,
            Tuple.tuple()
                .addLong(epoch)
                .addString(order.operator())
                .addString(order.path())
                .addJsonObject(body)
                .addString(subject(order.body()))
                .addString(order.remote())
                .addInteger(master)
                .addString(order.key().orElse(null)))
        .compose(
            rows -> {
              Row row = rows.iterator().next();
              if (row.getLong("held") == 0) {
                return Future.failedFuture(new DeposedException());
              }
              Long id = row.getLong("id");
              return id == null
                  ? repeated(order, body, epoch).map(Repeated::new)
                  : Future.succeededFuture(new Run(id));
            });
  }

  private static @Nullable String subject(JsonObject body) {
    return Optional.ofNullable(body.getValue("uid"))
        .or(() -> Optional.ofNullable(body.getValue("opUid")))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(uid -> uid.indexOf('\0') < 0)
        .orElse(null);
  }

  private Future<Answer> repeated(Order order, JsonObject body, long epoch) {
    return database
        .queryIdempotent(EARLIER, Tuple.of(order.operator(), order.key().orElseThrow()))
        .map(rows -> repeated(rows.iterator().next(), order, body, epoch));
  }

  private Answer repeated(Row earlier, Order order, JsonObject body, long epoch) {
    long id = earlier.getLong("id");
    if (!earlier.getString("command").equals(order.path())
        || !earlier.getJsonObject("body").equals(body)) {
      return Answer.refusal(
          409, "this Idempotency-Key was used for another command, audit row " + id);
    }
    if (earlier.getValue("finished_at") != null) {
      return new Answer(
          earlier.getInteger("code"),
          earlier.getString("message"),
          earlier.get(JsonObject.class, "entity"));
    }
    boolean ours = earlier.getInteger("master") == master && earlier.getLong("lease") == epoch;
    return Answer.refusal(
        409,
        ours
            ? "this command still runs, audit row " + id
            : "the outcome of this command is unknown, audit row "
                + id
                + ": master "
                + earlier.getInteger("master")
                + " began it and did not end it");
  }

  /** Writes the end of a command into its row. */
  Future<Void> complete(long id, Answer answer) {
    return database
        .queryIdempotent(
            COMPLETE,
            Tuple.tuple()
                .addLong(id)
                .addInteger(answer.code())
                .addString(answer.message().replace('\0', ' '))
                .addJsonObject(answer.entity()))
        .mapEmpty();
  }
}
