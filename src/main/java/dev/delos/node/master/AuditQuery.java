package dev.delos.node.master;

import dev.delos.host.CommandTable;
import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command that reads the audit table, the latest first. */
final class AuditQuery {
  private static final int MAX_ROWS = 1_000;
  private static final int USUAL_ROWS = 100;

  private static final String SQL =
      """
      SELECT id, operator, command, body, uid, remote, master, lease, idempotency_key,
        started_at, finished_at, code, message
      FROM delos.audit
      WHERE ($1::text IS NULL OR operator = $1) AND ($2::text IS NULL OR command = $2)
        AND ($3::text IS NULL OR uid = $3)
        AND ($4::timestamptz IS NULL OR started_at >= $4)
        AND ($5::timestamptz IS NULL OR started_at < $5)
      ORDER BY id DESC LIMIT $6
      """;

  private final Database database;

  AuditQuery(Database database) {
    this.database = database;
  }

  void addTo(CommandTable commands) {
    commands.add("/audit/query", this::query);
  }

  private Future<JsonObject> query(JsonObject json) {
    CommandBody body = CommandBody.of(json, "operator", "command", "uid", "from", "to", "limit");
    Tuple parameters =
        Tuple.tuple()
            .addString(body.has("operator") ? body.text("operator", 32, "a name") : null)
            .addString(body.has("command") ? body.text("command", 600, "a path") : null)
            .addString(body.has("uid") ? body.uid() : null)
            .addOffsetDateTime(time(body.instant("from")))
            .addOffsetDateTime(time(body.instant("to")))
            .addInteger(body.wholeNumber("limit", 1, MAX_ROWS, "a number of rows", USUAL_ROWS));
    return database
        .queryIdempotent(SQL, parameters)
        .map(
            rows -> {
              JsonArray found = new JsonArray();
              rows.forEach(row -> found.add(toJson(row)));
              return new JsonObject().put("rows", found);
            });
  }

  private static JsonObject toJson(Row row) {
    return new JsonObject()
        .put("id", row.getLong("id"))
        .put("operator", row.getString("operator"))
        .put("command", row.getString("command"))
        .put("body", row.getJsonObject("body"))
        .put("uid", row.getString("uid"))
        .put("remote", row.getString("remote"))
        .put("master", row.getInteger("master"))
        .put("lease", row.getLong("lease"))
        .put("idempotencyKey", row.getString("idempotency_key"))
        .put("startedAt", text(row.getOffsetDateTime("started_at")))
        .put("finishedAt", text(row.getOffsetDateTime("finished_at")))
        .put("code", row.getInteger("code"))
        .put("message", row.getString("message"));
  }

  private static @Nullable OffsetDateTime time(Optional<Instant> instant) {
    return instant.map(found -> found.atOffset(ZoneOffset.UTC)).orElse(null);
  }

  private static @Nullable String text(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant().toString();
  }
}
