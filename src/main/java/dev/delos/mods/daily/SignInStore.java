package dev.delos.mods.daily;

import dev.delos.sdk.Database;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * The sign-ins, the grants of their rewards, and what players hold. Constraints decide: nothing
 * here reads first and writes after.
 */
final class SignInStore {
  /** How many undelivered grants are looked at in one go; the others get their turn after them. */
  static final int MAX_UNDELIVERED = 50;

  private final Database database;

  SignInStore(Database database) {
    this.database = database;
  }

  /**
   * Signs a player in on a date and grants the reward, both or neither.
   *
   * @return whether this call did it; false if the player has signed in on that date before. Fails
   *     if the outcome is unknown: ask again, it is safe
   */
  Future<Boolean> claim(String activity, String uid, LocalDate date, Reward reward, Instant now) {
    Tuple key =
        Tuple.of(
            activity, uid, date, timestamp(now), Grant.id(activity, uid, date), reward.toJson());
    return database.query(SignInSql.CLAIM, key).map(granted -> granted.rowCount() == 1);
  }

  /** A player's sign-ins from a date to a date, both included, in their order. */
  Future<List<Claim>> claims(String activity, String uid, LocalDate from, LocalDate to) {
    return database
        .queryIdempotent(SignInSql.CLAIMS, Tuple.of(activity, uid, from, to))
        .map(rows -> list(rows, SignInStore::claim));
  }

  /** A player's grants that wait for their delivery, the newest first. */
  Future<List<Grant>> undelivered(String uid) {
    return database
        .queryIdempotent(SignInSql.UNDELIVERED, Tuple.of(uid, MAX_UNDELIVERED))
        .map(rows -> list(rows, SignInStore::grant));
  }

  /** What a player holds, by item. */
  Future<List<ItemCount>> inventory(String uid) {
    return database.queryIdempotent(SignInSql.INVENTORY, Tuple.of(uid)).map(SignInStore::items);
  }

  /**
   * Puts a grant's reward into the inventory and enters it in the ledger, at most once however
   * often and from wherever it is called.
   *
   * @return what the player holds then; fails with an {@link InvalidRequestException} if the player
   *     has no such grant
   */
  Future<List<ItemCount>> deliver(String uid, UUID grantId, Instant now) {
    return database.inTransaction(
        connection ->
            deliver(connection, Tuple.of(uid, grantId, timestamp(now)))
                .compose(done -> inventory(connection, uid)));
  }

  private static Future<Void> deliver(SqlConnection connection, Tuple grant) {
    return connection
        .preparedQuery(SignInSql.DELIVER)
        .execute(grant)
        .compose(
            known ->
                known.size() == 1
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new InvalidRequestException(
                            grant.getString(0) + " has no grant " + grant.getUUID(1))));
  }

  private static Future<List<ItemCount>> inventory(SqlConnection connection, String uid) {
    return connection
        .preparedQuery(SignInSql.INVENTORY)
        .execute(Tuple.of(uid))
        .map(SignInStore::items);
  }

  private static List<ItemCount> items(RowSet<Row> rows) {
    return list(rows, row -> new ItemCount(row.getString("item"), row.getLong("count")));
  }

  private static Claim claim(Row row) {
    return new Claim(
        row.getLocalDate("sign_date"),
        row.getOffsetDateTime("claimed_at").toInstant(),
        Reward.fromJson(row.get(JsonObject.class, "reward")),
        Optional.ofNullable(row.getOffsetDateTime("delivered_at")).map(OffsetDateTime::toInstant));
  }

  private static Grant grant(Row row) {
    return new Grant(
        row.getUUID("grant_id"),
        row.getLocalDate("sign_date"),
        Reward.fromJson(row.get(JsonObject.class, "reward")));
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
    return StreamSupport.stream(rows.spliterator(), false).map(mapping).toList();
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
