package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Progress;
import dev.delos.mods.daily.rules.SignInRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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

  static Stand fromJson(JsonObject json) {
    return new Stand(
        json.getLong("revision"),
        Optional.ofNullable(json.getJsonObject("state")).map(Progress::fromJson),
        json.getJsonArray("days", new JsonArray()).stream()
            .map(day -> LocalDate.parse((String) day))
            .toList());
  }

  Progress under(SignInRules rules) {
    return progress.orElseGet(() -> rules.progressOf(earlier));
  }
}
