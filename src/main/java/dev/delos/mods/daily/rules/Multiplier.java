package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes rewards greater where all of its conditions hold.
 *
 * @param weekdays any of them
 */
record Multiplier(
    String id,
    Text title,
    Factor factor,
    Set<DayOfWeek> weekdays,
    DateRange dates,
    Optional<TokenClaim> token) {
  Multiplier {
    weekdays = Set.copyOf(weekdays);
  }

  boolean holds(LocalDate day, JsonObject claims) {
    return weekdays.contains(day.getDayOfWeek())
        && dates.contains(day)
        && token.map(condition -> condition.holds(claims)).orElse(true);
  }

  /**
   * A claim of the player's token, and the values that will do.
   *
   * @param values as texts: {@code true}, {@code 3}, {@code gold}
   */
  record TokenClaim(String claim, Set<String> values) {
    TokenClaim {
      values = Set.copyOf(values);
    }

    /** A claim that is a list has what any of its elements is. */
    boolean holds(JsonObject claims) {
      Object value = claims.getValue(claim);
      return value instanceof JsonArray list
          ? list.stream().anyMatch(this::isOneOf)
          : isOneOf(value);
    }

    private boolean isOneOf(@Nullable Object value) {
      return value != null && values.contains(value.toString());
    }
  }
}
