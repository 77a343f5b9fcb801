package dev.delos.node.master;

import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/** The lease of the active master in PostgreSQL, whose clock decides. */
final class LeaseTable {
  /**
   * To be the first part of a statement that only the active master may run: {@code held} has a row
   * if the lease of number {@code $1} still stands, which no other master can take before the end
   * of the transaction.
   */
  static final String HELD =
      """
      WITH held AS (
        SELECT epoch FROM delos.lease
        WHERE name = 'master' AND epoch = $1::bigint AND expires_at > now()
        FOR SHARE
      )
      """;

  private static final String TAKE =
      """
      INSERT INTO delos.lease AS lease (name, holder, epoch, expires_at)
      VALUES ('master', $1, 1, now() + $2::bigint * interval '1 millisecond')
      ON CONFLICT (name) DO UPDATE
      SET holder = excluded.holder, epoch = lease.epoch + 1, expires_at = excluded.expires_at
      WHERE lease.expires_at <= now() OR lease.holder = excluded.holder
      RETURNING epoch
      """;

  private static final String RENEW =
      """
      UPDATE delos.lease SET expires_at = now() + $3::bigint * interval '1 millisecond'
      WHERE name = 'master' AND holder = $1 AND epoch = $2
      """;

  private static final String RELEASE =
      """
      UPDATE delos.lease SET expires_at = '-infinity' WHERE name = 'master' AND holder = $1
      """;

  private static final String STANDS = HELD + "SELECT epoch FROM held";

  private final Database database;
  private final String holder;
  private final Duration time;

  /**
   * The lease as one holder sees it.
   *
   * @param holder names one life of one master
   * @param time how long it holds from each statement on
   */
  LeaseTable(Database database, String holder, Duration time) {
    this.database = database;
    this.holder = holder;
    this.time = time;
  }

  /** Takes it if nobody else holds it: brings its new number. */
  Future<Optional<Long>> take() {
    return database
        .query(TAKE, Tuple.of(holder, time.toMillis()))
        .map(rows -> rows.stream().findFirst().map(row -> row.getLong("epoch")));
  }

  /** False if another one has taken it. */
  Future<Boolean> renew(long epoch) {
    return database
        .query(RENEW, Tuple.of(holder, epoch, time.toMillis()))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Lets others take it at once. */
  Future<Void> release() {
    return database.query(RELEASE, Tuple.of(holder)).mapEmpty();
  }

  /** Fails with a {@link DeposedException} if the lease of that number is over. */
  Future<Void> check(long epoch) {
    return database
        .query(STANDS, Tuple.of(epoch))
        .compose(
            rows ->
                rows.size() == 1
                    ? Future.succeededFuture()
                    : Future.failedFuture(new DeposedException()));
  }
}
