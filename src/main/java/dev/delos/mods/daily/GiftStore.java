package dev.delos.mods.daily;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Rewards without a sign-in. They are delivered like those of one. */
final class GiftStore {
  private GiftStore() {}

  /**
   * Gives to each of these players, unless the order has done so before.
   *
   * @param uids each once, in their order
   * @param day that it is
   * @return to whom it gave
   */
  static Future<List<String>> give(
      SqlConnection transaction, GiftOrder order, List<String> uids, LocalDate day, Instant now) {
    Tuple parameters =
        Tuple.tuple()
            .addArrayOfString(uids.toArray(String[]::new))
            .addArrayOfUUID(uids.stream().map(order::grantId).toArray(UUID[]::new))
            .addUUID(order.id())
            .addLocalDate(day)
            .addJsonObject(order.reward().toJson())
            .addOffsetDateTime(SignInStore.timestamp(now))
            .addOffsetDateTime(SignInStore.timestamp(now.plus(order.mailboxTime())))
            .addString(order.author().operator().orElse(null))
            .addString(order.author().reason());
    return transaction
        .preparedQuery(OperatorSql.GIVE)
        .execute(parameters)
        .map(rows -> SignInStore.list(rows, (Row row) -> row.getString("uid")));
  }
}
