package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Progress;
import dev.delos.mods.daily.rules.SignInRules;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How far a player is, as the database has it.
 *
 * @param revision changes with each sign-in; 0 if there is no progress yet
 * @param progress empty then
 * @param earlier the days that were signed in on before progress was kept
 */
record Stand(long revision, Optional<Progress> progress, List<LocalDate> earlier) {
  Stand {
    earlier = List.copyOf(earlier);
  }

  /** From the columns {@code revision}, {@code state} and {@code earlier}. */
  static Stand of(Row row) {
    Long revision = row.getLong("revision");
    LocalDate[] earlier = row.getArrayOfLocalDates("earlier");
    return new Stand(
        revision == null ? 0 : revision,
        Optional.ofNullable(row.get(JsonObject.class, "state")).map(Progress::fromJson),
        earlier == null ? List.of() : List.of(earlier));
  }

  Progress under(SignInRules rules) {
    return progress.orElseGet(() -> rules.progressOf(earlier));
  }
}
