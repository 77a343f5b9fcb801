package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.sdk.Database;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What players hold, and the ledger that it is the sum of. */
final class InventoryStore {
  private static final String CHECK_VIOLATION = "23514";

  private final Database database;
  private final BagRules rules;

  InventoryStore(Database database, BagRules rules) {
    this.database = database;
    this.rules = rules;
  }

  /**
   * Puts a grant's reward into the inventory and enters it in the ledger, at most once however
   * often and from wherever it is called. Fails with an {@link InvalidRequestException} if the
   * player has no such grant.
   *
   * @param valid the date of its sign-in, or on which it was given without one
   */
  Future<Delivery> deliver(String uid, UUID grantId, LocalDate valid, Instant now) {
    return database.inTransaction(
        transaction ->
            lock(transaction, uid)
                .compose(locked -> deliver(transaction, uid, grantId, valid, now))
                .compose(
                    code ->
                        inventory(transaction, uid)
                            .map(inventory -> new Delivery(code, inventory))));
  }

  private Future<DeliveryCode> deliver(
      SqlConnection transaction, String uid, UUID grantId, LocalDate valid, Instant now) {
    Tuple parameters =
        Tuple.of(uid, grantId, SignInStore.timestamp(now), rules.slots(), rules.stackSize())
            .addArrayOfString(rules.stackSizes().keySet().toArray(String[]::new))
            .addArrayOfLong(
                rules.stackSizes().values().stream().map(Integer::longValue).toArray(Long[]::new))
            .addLocalDate(valid);
    // Most grants are those of sign-ins: the others cost a second look.
    return transaction
        .preparedQuery(SignInSql.DELIVER)
        .execute(parameters)
        .compose(
            rows ->
                rows.size() > 0
                    ? Future.succeededFuture(rows)
                    : transaction.preparedQuery(SignInSql.DELIVER_GIFT).execute(parameters))
        .map(rows -> code(rows, uid, grantId));
  }

  private static DeliveryCode code(RowSet<Row> rows, String uid, UUID grantId) {
    if (rows.size() == 0) {
      throw new InvalidRequestException(uid + " has no grant " + grantId);
    }
    Row row = rows.iterator().next();
    if (row.getBoolean("is_delivered") || row.getBoolean("was_delivered")) {
      return DeliveryCode.DELIVERED;
    }
    return row.getBoolean("holds") ? DeliveryCode.FULL : DeliveryCode.EXPIRED;
  }

  /**
   * Gives or takes items, as a new entry in the ledger; within the transaction of an idempotent
   * request. Fails with an {@link InvalidRequestException} if the player has less than is taken.
   */
  Future<Inventory> correct(
      SqlConnection transaction,
      String uid,
      UUID entryId,
      ItemCount change,
      Author author,
      Instant now) {
    Tuple entry =
        entry(uid, entryId, change, author.reason(), now)
            .addString("CORRECTION")
            .addLong(null)
            .addString(author.operator().orElse(null));
    return lock(transaction, uid)
        .compose(locked -> enter(transaction, entry))
        .recover(failure -> Future.failedFuture(forOperator(failure, uid, change)))
        .compose(entered -> inventory(transaction, uid));
  }

  /**
   * Takes what a day costs that is made up, as a new entry in the ledger; after {@link #lock}.
   * Fails with {@link NotEnough} if the player has less.
   *
   * @param version of the plan that says what it costs
   */
  Future<Void> pay(
      SqlConnection transaction,
      String uid,
      UUID entryId,
      ItemCount cost,
      long version,
      Instant now) {
    ItemCount change = new ItemCount(cost.item(), -cost.count());
    Tuple entry =
        entry(uid, entryId, change, "", now).addString("MAKE_UP").addLong(version).addString(null);
    return enter(transaction, entry)
        .recover(
            failure -> Future.failedFuture(isLessThanNothing(failure) ? new NotEnough() : failure));
  }

  /** The player has less than something costs. */
  static final class NotEnough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotEnough() {
      super("less than it costs", null, false, false);
    }
  }

  private static Tuple entry(
      String uid, UUID entryId, ItemCount change, String reason, Instant now) {
    return Tuple.of(
        uid, entryId, change.item(), change.count(), reason, SignInStore.timestamp(now));
  }

  private static Future<Void> enter(SqlConnection transaction, Tuple entry) {
    return transaction.preparedQuery(SignInSql.CORRECT).execute(entry).mapEmpty();
  }

  private static Throwable forOperator(Throwable failure, String uid, ItemCount change) {
    return isLessThanNothing(failure)
        ? new InvalidRequestException(
            "count: found " + change.count() + ", but " + uid + " has less " + change.item())
        : failure;
  }

  private static boolean isLessThanNothing(Throwable failure) {
    return failure instanceof PgException refused && CHECK_VIOLATION.equals(refused.getSqlState());
  }

  /** Of two transactions that change what a player holds, the second waits here. */
  static Future<Void> lock(SqlConnection transaction, String uid) {
    return transaction.preparedQuery(SignInSql.LOCK_PLAYER).execute(Tuple.of(uid)).mapEmpty();
  }

  private Future<Inventory> inventory(SqlConnection transaction, String uid) {
    return transaction
        .preparedQuery(SignInSql.INVENTORY)
        .execute(Tuple.of(uid))
        .map(rows -> Inventory.of(items(rows), rules));
  }

  private static List<ItemCount> items(RowSet<Row> rows) {
    return SignInStore.list(
        rows, row -> new ItemCount(row.getString("item"), row.getLong("count")));
  }
}
