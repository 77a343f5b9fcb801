package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Payment;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How far players are, for those who would sign in. Questions that arrive together are one. */
final class ProgressStore {
  private static final int MAX_ROWS = 256;

  private final Database database;
  private final String activity;
  private final Database.Batch<Question, Found> questions;

  private record Question(String uid, LocalDate day) {}

  /**
   * What was found.
   *
   * @param taken the sign-in on that day
   */
  record Found(Stand stand, Optional<Taken> taken) {}

  /** A day that is signed in on: by which request, and what it brought. */
  record Taken(UUID requestId, Reward reward, Optional<Payment> payment) {
    static Taken fromJson(JsonObject json) {
      return new Taken(
          UUID.fromString(json.getString("requestId")),
          Reward.fromJson(json.getJsonObject("reward")),
          Optional.ofNullable(json.getJsonObject("payment")).map(Payment::fromJson));
    }
  }

  ProgressStore(Database database, String activity) {
    this.database = database;
    this.activity = activity;
    this.questions = database.batch(MAX_ROWS, this::findAll);
  }

  Future<Found> find(String uid, LocalDate day) {
    return questions.run(new Question(uid, day));
  }

  private Future<List<Found>> findAll(List<Question> asked) {
    Tuple parameters =
        Tuple.tuple()
            .addString(activity)
            .addArrayOfString(SignInStore.column(asked, Question::uid, String[]::new))
            .addArrayOfLocalDate(SignInStore.column(asked, Question::day, LocalDate[]::new));
    return database
        .queryIdempotent(SignInSql.STAND, parameters)
        .map(rows -> SignInStore.list(rows, ProgressStore::found));
  }

  private static Found found(Row row) {
    return new Found(
        Stand.fromJson(row.get(JsonObject.class, "progress")),
        Optional.ofNullable(row.get(JsonObject.class, "taken")).map(Taken::fromJson));
  }
}
