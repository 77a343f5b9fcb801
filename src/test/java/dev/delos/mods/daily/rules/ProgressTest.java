package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-09-01");

  @Test
  void whatIsStoredIsShort() {
    Progress progress = Progress.NONE;
    for (int i = 0; i < 70; i++) {
      if (i != 40) {
        progress = progress.with(FIRST.plusDays(i), day -> true);
      }
    }
    progress = progress.withMadeUp(YearMonth.of(2026, 11));

    String stored =
        """
        {"total":69,"first":"2026-09-01",\
        "before":{"last":"2026-09-06","length":6,"reached":6},\
        "days":[["2026-09-07",24,7,7],["2026-10-01",10,31,1],["2026-10-12",20,1,1],\
        ["2026-11-01",9,21,1]],\
        "madeUpIn":"2026-11","madeUp":1}""";
    // The 41st day was missed; with November the month's streak begins again.
    assertThat(progress.toJson()).isEqualTo(new JsonObject(stored));
    assertThat(Progress.fromJson(new JsonObject(stored))).isEqualTo(progress);
  }

  @Test
  void aNewPlayerHasNoProgress() {
    assertThat(Progress.NONE.toJson().encode()).isEqualTo("{\"total\":0,\"days\":[]}");
    assertThat(Progress.fromJson(Progress.NONE.toJson())).isEqualTo(Progress.NONE);
  }

  @Test
  void aWorstCaseIsStillAShortRow() {
    Progress progress = Progress.NONE;
    for (int i = 0; i < 200; i += 2) {
      progress = progress.with(FIRST.plusDays(i), day -> true);
    }
    assertThat(progress.toJson().encode()).hasSizeLessThan(850);
  }
}
