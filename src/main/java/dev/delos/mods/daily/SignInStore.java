package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Payment;
import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The sign-ins, with the grants that they bring. What was read before is compared again by the
 * statement that writes, and constraints decide. Sign-ins that arrive together are stored together.
 */
final class SignInStore {
  /** With more rows in a statement, none of them is stored faster. */
  private static final int MAX_ROWS = 512;

  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final Partitions partitions;
  private final Database.Batch<SignIn, Boolean> claims;

  SignInStore(Database database) {
    this.database = database;
    this.partitions = new Partitions(database);
    this.claims = database.batch(MAX_ROWS, this::claimAll);
  }

  Partitions partitions() {
    return partitions;
  }

  /**
   * Signs a player in on a date, grants the reward and writes the next progress: all or none.
   *
   * @return whether this call did it. If not, the day is taken, or the player's progress or the
   *     version that is valid is another one by now: read again and see. Fails if the outcome is
   *     unknown: ask again, it is safe
   */
  Future<Boolean> claim(SignIn signIn) {
    return partitions
        .make(signIn.occasion().date())
        .compose(made -> claims.run(signIn))
        .recover(
            failure ->
                isTaken(failure) ? Future.succeededFuture(false) : Future.failedFuture(failure));
  }

  /** The same, as a part of a transaction, in a month that has its partition. */
  Future<Boolean> claim(SqlConnection transaction, SignIn signIn) {
    return transaction
        .preparedQuery(SignInSql.CLAIM)
        .execute(parameters(List.of(signIn)))
        .map(rows -> rows.size() == 1);
  }

  /** Says for how long the rewards of claims from now on wait; before the first of them. */
  Future<Void> keepMail(Duration mailboxTime) {
    return database.query(SignInSql.KEEP_MAIL, Tuple.of(mailboxTime.toSeconds())).mapEmpty();
  }

  /** A player's sign-ins from a date to a date, both included, in their order. */
  Future<List<Claim>> claims(String activity, String uid, LocalDate from, LocalDate to) {
    return database
        .queryIdempotent(SignInSql.CLAIMS, Tuple.of(activity, uid, from, to))
        .map(rows -> list(rows, row -> Claim.fromJson(row.get(JsonObject.class, "claim"))));
  }

  private Future<List<Boolean>> claimAll(List<SignIn> calls) {
    // In the order of the keys; of calls for the same progress the first one only.
    NavigableSet<SignIn> distinct = new TreeSet<>(SignIn.BY_PROGRESS);
    List<Boolean> isFirst = calls.stream().map(distinct::add).toList();
    return store(List.copyOf(distinct))
        .map(
            stored ->
                IntStream.range(0, calls.size())
                    .mapToObj(i -> isFirst.get(i) && stored.contains(calls.get(i).grantId()))
                    .toList());
  }

  /** Returns the grant ids of those that it stored. */
  private Future<Set<UUID>> store(List<SignIn> batch) {
    return database
        .query(SignInSql.CLAIM, parameters(batch))
        .recover(
            failure ->
                hasBegun(failure)
                    ? database.query(SignInSql.CLAIM_BESIDE_OTHERS, parameters(batch))
                    : Future.failedFuture(failure))
        .map(
            rows ->
                list(rows, row -> row.getUUID("grant_id")).stream().collect(Collectors.toSet()));
  }

  /** Whether a player who had no progress has got some by now. */
  private static boolean hasBegun(Throwable failure) {
    return isTaken(failure)
        && failure instanceof PgException server
        && "progress_pkey".equals(server.getConstraint());
  }

  /** Whether a day was taken without the player's progress. */
  static boolean isTaken(Throwable failure) {
    return failure instanceof PgException server && UNIQUE_VIOLATION.equals(server.getSqlState());
  }

  private static Tuple parameters(List<SignIn> batch) {
    Map<Occasion, Integer> numbers = new LinkedHashMap<>();
    Integer[] which =
        column(
            batch,
            row -> numbers.computeIfAbsent(row.occasion(), added -> numbers.size() + 1),
            Integer[]::new);
    Tuple parameters =
        Tuple.tuple()
            .addArrayOfString(column(batch, SignIn::uid, String[]::new))
            .addArrayOfOffsetDateTime(
                column(batch, row -> timestamp(row.claimedAt()), OffsetDateTime[]::new))
            .addArrayOfUUID(column(batch, SignIn::requestId, UUID[]::new))
            .addArrayOfUUID(column(batch, SignIn::grantId, UUID[]::new))
            .addArrayOfLong(column(batch, SignIn::revision, Long[]::new))
            .addArrayOfJsonObject(column(batch, row -> row.next().toJson(), JsonObject[]::new))
            .addArrayOfInteger(column(batch, SignIn::streak, Integer[]::new))
            .addArrayOfInteger(column(batch, row -> row.next().total(), Integer[]::new))
            .addArrayOfInteger(which);
    return addOccasions(parameters, List.copyOf(numbers.keySet()));
  }

  private static Tuple addOccasions(Tuple parameters, List<Occasion> occasions) {
    List<Payment> payments = occasions.stream().map(Occasion::payment).toList();
    return parameters
        .addArrayOfString(column(occasions, Occasion::activity, String[]::new))
        .addArrayOfLocalDate(column(occasions, Occasion::date, LocalDate[]::new))
        .addArrayOfJsonObject(column(payments, paid -> paid.reward().toJson(), JsonObject[]::new))
        .addArrayOfLong(
            column(occasions, occasion -> occasion.mailboxTime().toSeconds(), Long[]::new))
        .addArrayOfLong(column(payments, Payment::version, Long[]::new))
        .addArrayOfJsonObject(
            column(payments, paid -> paid.isPlain() ? null : paid.toJson(), JsonObject[]::new))
        .addArrayOfInteger(column(payments, Payment::count, Integer[]::new))
        .addArrayOfBoolean(column(payments, Payment::isMadeUp, Boolean[]::new));
  }

  static <T, V> V[] column(List<T> rows, Function<T, V> value, IntFunction<V[]> array) {
    V[] column = array.apply(rows.size());
    for (int i = 0; i < column.length; i++) {
      column[i] = value.apply(rows.get(i));
    }
    return column;
  }

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
    return StreamSupport.stream(rows.spliterator(), false).map(mapping).toList();
  }

  static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
