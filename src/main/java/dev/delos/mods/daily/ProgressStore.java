package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Payment;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How far players are, for those who would sign in. Questions that arrive together are one. */
final class ProgressStore {
  private static final int MAX_ROWS = 512;

  private final Database database;
  private final String activity;
  private final Database.Batch<String, Stand> questions;
  private final Database.Batch<Day, Optional<Taken>> days;

  private record Day(String uid, LocalDate date) {}

  /**
   * What a sign-in on a day follows from.
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
    this.days = database.batch(MAX_ROWS, this::takenAll);
  }

  Future<Stand> find(String uid) {
    return questions.run(uid);
  }

  /** Both, whatever progress says of the day. */
  Future<Found> find(String uid, LocalDate day) {
    return find(uid).compose(stand -> withDay(uid, day, stand));
  }

  /** The same, if progress tells the truth: without it, who has taken the day is not asked. */
  Future<Found> findByProgress(String uid, LocalDate day, SignInRules rules) {
    return find(uid)
        .compose(
            stand ->
                stand.under(rules).hasSignedIn(day)
                    ? withDay(uid, day, stand)
                    : Future.succeededFuture(new Found(stand, Optional.empty())));
  }

  private Future<Found> withDay(String uid, LocalDate day, Stand stand) {
    return taken(uid, day).map(taken -> new Found(stand, taken));
  }

  /** Who has taken a day. */
  Future<Optional<Taken>> taken(String uid, LocalDate day) {
    return days.run(new Day(uid, day));
  }

  private Future<List<Optional<Taken>>> takenAll(List<Day> asked) {
    Tuple parameters =
        Tuple.tuple()
            .addString(activity)
            .addArrayOfString(SignInStore.column(asked, Day::uid, String[]::new))
            .addArrayOfLocalDate(SignInStore.column(asked, Day::date, LocalDate[]::new));
    return database
        .queryIdempotent(SignInSql.TAKEN, parameters)
        .map(
            rows ->
                SignInStore.list(
                    rows,
                    row ->
                        Optional.ofNullable(row.get(JsonObject.class, "taken"))
                            .map(Taken::fromJson)));
  }

  private Future<List<Stand>> findAll(List<String> uids) {
    Tuple parameters =
        Tuple.tuple().addString(activity).addArrayOfString(uids.toArray(String[]::new));
    return database
        .queryIdempotent(SignInSql.STAND, parameters)
        .map(rows -> SignInStore.list(rows, Stand::of));
  }
}
