package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** What there is of a player. Look-ups that arrive together are one statement. */
final class PlayerStore {
  /** How many undelivered grants are looked at in one go; the others get their turn after them. */
  static final int MAX_UNDELIVERED = 50;

  private static final int MAX_ROWS = 256;

  private final Database database;
  private final String activity;
  private final Database.Batch<Question, Found> looks;

  /** Whose sign-ins of which dates, both included. */
  private record Question(String uid, LocalDate first, LocalDate last, Instant now) {}

  /**
   * What was found.
   *
   * @param claims in the order of their dates
   * @param undelivered grants that wait and have not expired, the newest first
   * @param stand how far the player is
   */
  record Found(
      List<Claim> claims, List<Grant> undelivered, List<ItemCount> inventory, Stand stand) {}

  PlayerStore(Database database, String activity) {
    this.database = database;
    this.activity = activity;
    this.looks = database.batch(MAX_ROWS, this::lookAll);
  }

  /** A player's sign-ins from a date to a date, what waits, and what the player holds. */
  Future<Found> look(String uid, LocalDate first, LocalDate last, Instant now) {
    return looks.run(new Question(uid, first, last, now));
  }

  private Future<List<Found>> lookAll(List<Question> questions) {
    Tuple parameters =
        Tuple.tuple()
            .addString(activity)
            .addArrayOfString(questions.stream().map(Question::uid).toArray(String[]::new))
            .addArrayOfLocalDate(questions.stream().map(Question::first).toArray(LocalDate[]::new))
            .addArrayOfLocalDate(questions.stream().map(Question::last).toArray(LocalDate[]::new))
            .addOffsetDateTime(SignInStore.timestamp(questions.get(0).now()))
            .addInteger(MAX_UNDELIVERED);
    return database
        .queryIdempotent(SignInSql.LOOK, parameters)
        .map(rows -> SignInStore.list(rows, PlayerStore::found));
  }

  private static Found found(Row row) {
    return new Found(
        objects(row, "claims").map(Claim::fromJson).toList(),
        Grant.listFromJson(row.get(JsonArray.class, "undelivered")),
        ItemCount.listFromJson(row.get(JsonArray.class, "inventory")),
        Stand.of(row));
  }

  private static Stream<JsonObject> objects(Row row, String column) {
    return row.get(JsonArray.class, column).stream().map(JsonObject.class::cast);
  }
}
