package dev.delos.mods.daily;

import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The months of sign-ins: made before they are needed, detached when they are old. */
final class Partitions {
  /** How many months are made ahead. */
  private static final int AHEAD = 2;

  private final Database database;
  private final Map<YearMonth, Future<Void>> made = new HashMap<>();

  /**
   * A month that is attached.
   *
   * @param name the table's
   * @param past the first date that it doesn't hold any more
   * @param isPending whether it was being detached when that broke off
   */
  record Partition(String name, LocalDate past, boolean isPending) {
    @Override
    public String toString() {
      return name;
    }
  }

  Partitions(Database database) {
    this.database = database;
  }

  /** Makes sure that a date and the months after it have their partitions; asks once a month. */
  Future<Void> make(LocalDate date) {
    YearMonth month = YearMonth.from(date);
    Future<Void> making = made.computeIfAbsent(month, absent -> makeAll(date));
    return making.onFailure(failure -> made.remove(month, making));
  }

  private Future<Void> makeAll(LocalDate date) {
    Future<Void> all = Future.succeededFuture();
    for (int i = 0; i <= AHEAD; i++) {
      LocalDate month = date.plusMonths(i);
      all =
          all.compose(before -> database.query(SignInSql.MAKE_PARTITION, Tuple.of(month)))
              .mapEmpty();
    }
    return all;
  }

  /** The first sign-in day whose rewards may still wait: its month must stay. */
  Future<LocalDate> mailboxBegin(Instant now) {
    return database
        .queryIdempotent(SignInSql.MAILBOX_BEGIN, Tuple.of(SignInStore.timestamp(now)))
        .map(rows -> rows.iterator().next().getLocalDate("begin"));
  }

  /** Those whose dates are all before the given one, the oldest first. */
  Future<List<Partition>> before(LocalDate date) {
    return database
        .queryIdempotent(SignInSql.PARTITIONS, Tuple.tuple())
        .map(
            rows ->
                SignInStore.list(rows, Partitions::partition).stream()
                    .filter(partition -> !partition.past().isAfter(date))
                    .toList());
  }

  /**
   * Detaches them one after another, without keeping anybody from signing in; their tables stay,
   * for an archive. One whose detaching broke off before is finished.
   *
   * @return the names of those that were detached
   */
  Future<List<String>> detach(List<Partition> partitions) {
    List<String> detached = new ArrayList<>();
    Future<Void> all = Future.succeededFuture();
    for (Partition partition : partitions) {
      all =
          all.compose(before -> database.query(detachSql(partition), Tuple.tuple()))
              .onSuccess(done -> detached.add(partition.name()))
              .mapEmpty();
    }
    return all.map(done -> List.copyOf(detached));
  }

  /** The name is the catalogue's own, of the form that our function gives. */
  private static String detachSql(Partition partition) {
    return "ALTER TABLE daily.sign_in DETACH PARTITION daily."
        + partition.name()
        + (partition.isPending() ? " FINALIZE" : " CONCURRENTLY");
  }

  private static Partition partition(Row row) {
    return new Partition(
        row.getString("name"), row.getLocalDate("past"), row.getBoolean("is_pending"));
  }
}
