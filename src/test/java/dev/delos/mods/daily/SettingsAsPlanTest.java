package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.rules.Outcome;
import dev.delos.mods.daily.rules.PlanDocument;
import dev.delos.mods.daily.rules.Progress;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.mods.daily.rules.Timeline;
import dev.delos.mods.daily.rules.Version;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The weeks of the settings and the plan that says the same pay the same. */
class SettingsAsPlanTest {
  @Test
  void theSettingsThatAreShippedPayTheSameAsAPlan() throws IOException {
    JsonObject settings =
        new JsonObject(Files.readString(Path.of("conf/mods/daily/mod.json")))
            .getJsonObject("config");
    payTheSame(settings);
  }

  @Test
  void aDayWithoutARewardPaysNothingInBoth() {
    payTheSame(Samples.config());
  }

  private static void payTheSame(JsonObject settings) {
    SignInCalendar calendar = new SignInCalendar(DailyConfig.parse(settings));
    Instant begin = Instant.parse("2025-12-20T00:00:00Z");
    Timeline timeline =
        new Timeline(
            List.of(new Version(1, begin, PlanDocument.read(PlanDocument.ofSettings(settings)))));
    SignInRules rules = new SignInRules(timeline, Set.of());

    for (int hours = 0; hours < 24 * 420; hours += 11) {
      Instant now = begin.plus(Duration.ofHours(hours));
      LocalDate day = calendar.signInDate(now);
      assertThat(timeline.dayAt(now)).isEqualTo(day);
      assertThat(timeline.endOfDayAt(now)).isEqualTo(calendar.nextReset(now));
      assertThat(paid(rules.signIn(Progress.NONE, new JsonObject(), day, now)))
          .isEqualTo(calendar.reward(day).map(Reward::toJson));
    }
  }

  private static Optional<JsonObject> paid(Outcome outcome) {
    return outcome instanceof Outcome.SignedIn signedIn
        ? Optional.of(signedIn.payment().lines().get(0).reward().toJson())
        : Optional.empty();
  }
}
