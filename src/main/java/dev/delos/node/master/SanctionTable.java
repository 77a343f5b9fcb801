package dev.delos.node.master;

import dev.delos.cluster.Sanction;
import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Sanctions and maintenance in PostgreSQL, written only while the lease stands. */
final class SanctionTable {
  /** What can be laid on an account. */
  enum Kind {
    BAN("banned_until", "ban_reason"),
    SILENCE("silenced_until", "silence_reason");

    private final String sql;

    Kind(String until, String reason) {
      this.sql =
          LeaseTable.HELD
              + """
              , earlier AS (
                SELECT %1$s > $5::timestamptz AS holds FROM delos.sanction WHERE uid = $2::text
              ), written AS (
                INSERT INTO delos.sanction AS sanction (uid, %1$s, %2$s, lease)
                SELECT $2::text, $3::timestamptz, $4::text, held.epoch FROM held
                ON CONFLICT (uid) DO UPDATE
                SET %1$s = excluded.%1$s, %2$s = excluded.%2$s, lease = excluded.lease,
                  changed_at = now()
                RETURNING sanction.*
              )
              SELECT written.*, coalesce((SELECT holds FROM earlier), false) AS before
              FROM written
              """
                  .formatted(until, reason);
    }
  }

  private static final String HOLDING =
      """
      SELECT *, changed_at > now() - interval '5 minutes' AS recent FROM delos.sanction
      WHERE banned_until > $1 OR silenced_until > $1
      """;

  private static final String MAINTENANCE =
      LeaseTable.HELD
          + """
          INSERT INTO delos.maintenance (message, lease) SELECT $2::text, held.epoch FROM held
          ON CONFLICT (single) DO UPDATE
          SET message = excluded.message, lease = excluded.lease, changed_at = now()
          RETURNING lease
          """;

  private static final String IN_MAINTENANCE =
      "SELECT message FROM delos.maintenance WHERE message IS NOT NULL";

  private final Database database;

  SanctionTable(Database database) {
    this.database = database;
  }

  /**
   * What is laid on an account now.
   *
   * @param before whether such a sanction held until now
   */
  record Laid(Sanction now, boolean before) {}

  /**
   * A sanction that holds.
   *
   * @param isRecent whether it was laid within the last minutes
   */
  record Holding(String uid, Sanction sanction, boolean isRecent) {}

  /** Lays, or with {@link Instant#EPOCH} lifts; a {@link DeposedException} if nothing was done. */
  Future<Laid> lay(long epoch, Kind kind, String uid, Instant until, String reason, Instant now) {
    return database
        .query(kind.sql, Tuple.of(epoch, uid, time(until), reason, time(now)))
        .compose(SanctionTable::written)
        .map(row -> new Laid(sanction(row, now), row.getBoolean("before")));
  }

  /** All that holds at that time. */
  Future<List<Holding>> holding(Instant now) {
    return database
        .queryIdempotent(HOLDING, Tuple.of(time(now)))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Holding(
                                row.getString("uid"), sanction(row, now), row.getBoolean("recent")))
                    .toList());
  }

  /** Begins maintenance, or ends it; a {@link DeposedException} if nothing was done. */
  Future<Void> maintenance(long epoch, Optional<String> message) {
    return database
        .query(MAINTENANCE, Tuple.of(epoch, message.orElse(null)))
        .compose(SanctionTable::written)
        .mapEmpty();
  }

  /** What players are told; empty without maintenance. */
  Future<Optional<String>> maintenance() {
    return database
        .queryIdempotent(IN_MAINTENANCE, Tuple.tuple())
        .map(rows -> rows.stream().findFirst().map(row -> row.getString("message")));
  }

  private static Future<Row> written(RowSet<Row> rows) {
    return rows.size() == 1
        ? Future.succeededFuture(rows.iterator().next())
        : Future.failedFuture(new DeposedException());
  }

  private static Sanction sanction(Row row, Instant now) {
    Instant bannedUntil = instant(row, "banned_until");
    return new Sanction(
        bannedUntil,
        instant(row, "silenced_until"),
        row.getString(bannedUntil.isAfter(now) ? "ban_reason" : "silence_reason"));
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
