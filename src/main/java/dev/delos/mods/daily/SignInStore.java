package dev.delos.mods.daily;

import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The sign-ins, with the grants that they bring. Constraints decide: nothing here reads first and
 * writes after. Sign-ins that arrive together are stored together.
 */
final class SignInStore {
  /** With more rows in a statement, none of them is stored faster. */
  private static final int MAX_ROWS = 512;

  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final Partitions partitions;
  private final Database.Batch<SignIn, Boolean> claims;

  /** Whether the last batch that asked had sign-ins that were there: the next may have, too. */
  private boolean someAreTaken;

  SignInStore(Database database) {
    this.database = database;
    this.partitions = new Partitions(database);
    this.claims = database.batch(MAX_ROWS, this::claimAll);
  }

  Partitions partitions() {
    return partitions;
  }

  /**
   * Signs a player in on a date and grants the reward, both or neither.
   *
   * @return whether this call did it; false if the player has signed in on that date before, which
   *     may have been an earlier try of the same request. Fails if the outcome is unknown: ask
   *     again, it is safe
   */
  Future<Boolean> claim(SignIn signIn) {
    return partitions.make(signIn.occasion().date()).compose(made -> claims.run(signIn));
  }

  /** Says for how long the rewards of claims from now on wait; before the first of them. */
  Future<Void> keepMail(Duration mailboxTime) {
    return database.query(SignInSql.KEEP_MAIL, Tuple.of(mailboxTime.toSeconds())).mapEmpty();
  }

  /** The reward that a request brought; empty if it did not sign the player in on that date. */
  Future<Optional<Reward>> claimedBy(UUID requestId, String activity, String uid, LocalDate date) {
    return database
        .queryIdempotent(SignInSql.CLAIMED_BY, Tuple.of(activity, uid, date, requestId))
        .map(rows -> list(rows, SignInStore::reward).stream().findFirst());
  }

  /** A player's sign-ins from a date to a date, both included, in their order. */
  Future<List<Claim>> claims(String activity, String uid, LocalDate from, LocalDate to) {
    return database
        .queryIdempotent(SignInSql.CLAIMS, Tuple.of(activity, uid, from, to))
        .map(rows -> list(rows, SignInStore::claim));
  }

  private Future<List<Boolean>> claimAll(List<SignIn> calls) {
    // In the order of the keys; of calls with the same key the first one only.
    NavigableSet<SignIn> distinct = new TreeSet<>(SignIn.BY_KEY);
    List<Boolean> isFirst = calls.stream().map(distinct::add).toList();
    List<SignIn> batch = List.copyOf(distinct);
    return store(batch)
        .map(
            taken ->
                IntStream.range(0, calls.size())
                    .mapToObj(i -> isFirst.get(i) && !isIn(taken, calls.get(i)))
                    .toList());
  }

  /** Stores those whose key is free. Returns the grant ids of the others. */
  private Future<Set<UUID>> store(List<SignIn> batch) {
    if (someAreTaken) {
      return storeFree(batch);
    }
    return database
        .query(SignInSql.CLAIM_NEW, parameters(batch))
        .map(Set.<UUID>of())
        .recover(failure -> isTaken(failure) ? storeFree(batch) : Future.failedFuture(failure));
  }

  private Future<Set<UUID>> storeFree(List<SignIn> batch) {
    return database
        .query(SignInSql.CLAIM, parameters(batch))
        .map(
            rows -> {
              Set<UUID> taken =
                  batch.stream()
                      .map(SignIn::grantId)
                      .collect(Collectors.toCollection(HashSet::new));
              rows.forEach(row -> taken.remove(row.getUUID("grant_id")));
              someAreTaken = !taken.isEmpty();
              return taken;
            });
  }

  private static boolean isTaken(Throwable failure) {
    return failure instanceof PgException server && UNIQUE_VIOLATION.equals(server.getSqlState());
  }

  private static boolean isIn(Set<UUID> taken, SignIn signIn) {
    return !taken.isEmpty() && taken.contains(signIn.grantId());
  }

  private static Tuple parameters(List<SignIn> batch) {
    List<Occasion> occasions = new ArrayList<>();
    Integer[] which = new Integer[batch.size()];
    for (int i = 0; i < which.length; i++) {
      Occasion occasion = batch.get(i).occasion();
      if (!occasions.contains(occasion)) {
        occasions.add(occasion);
      }
      which[i] = occasions.indexOf(occasion) + 1;
    }
    return Tuple.tuple()
        .addArrayOfString(column(batch, SignIn::uid, String[]::new))
        .addArrayOfOffsetDateTime(
            column(batch, row -> timestamp(row.claimedAt()), OffsetDateTime[]::new))
        .addArrayOfUUID(column(batch, SignIn::requestId, UUID[]::new))
        .addArrayOfUUID(column(batch, SignIn::grantId, UUID[]::new))
        .addArrayOfInteger(which)
        .addArrayOfString(column(occasions, Occasion::activity, String[]::new))
        .addArrayOfLocalDate(column(occasions, Occasion::date, LocalDate[]::new))
        .addArrayOfJsonObject(
            column(occasions, occasion -> occasion.reward().toJson(), JsonObject[]::new))
        .addArrayOfLong(
            column(occasions, occasion -> occasion.mailboxTime().toSeconds(), Long[]::new));
  }

  private static <T, V> V[] column(List<T> rows, Function<T, V> value, IntFunction<V[]> array) {
    V[] column = array.apply(rows.size());
    for (int i = 0; i < column.length; i++) {
      column[i] = value.apply(rows.get(i));
    }
    return column;
  }

  /** Of seconds alone: a day of 24 hours, whatever clocks do in some time zone. */
  private static Reward reward(Row row) {
    return Reward.fromJson(row.get(JsonObject.class, "reward"));
  }

  private static Claim claim(Row row) {
    return new Claim(
        row.getLocalDate("sign_date"),
        row.getOffsetDateTime("claimed_at").toInstant(),
        reward(row),
        Optional.ofNullable(row.getOffsetDateTime("delivered_at")).map(OffsetDateTime::toInstant));
  }

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
    return StreamSupport.stream(rows.spliterator(), false).map(mapping).toList();
  }

  static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
