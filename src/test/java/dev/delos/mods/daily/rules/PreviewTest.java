package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewTest {
  @Test
  void aPreviewSaysWhatEachDayWouldPay() {
    Plan plan =
        PlanDocument.read(
            Plans.plan("Europe/Berlin", 4)
                .put("from", "2026-03-28")
                .put("milestones", new JsonArray().add(Plans.milestone(2, "star"))));

    List<Preview.Day> days =
        Preview.of(
            plan, LocalDate.parse("2026-03-27"), LocalDate.parse("2026-03-30"), new JsonObject());

    assertThat(days)
        .extracting(day -> day.date() + " " + day.begin())
        .containsExactly(
            "2026-03-27 2026-03-27T03:00:00Z",
            "2026-03-28 2026-03-28T03:00:00Z",
            "2026-03-29 2026-03-29T02:00:00Z",
            "2026-03-30 2026-03-30T02:00:00Z");
    JsonArray json = Preview.toJson(days);
    assertThat(json.getJsonObject(0).getString("refused")).isEqualTo("NOT_OPEN");
    assertThat(json.getJsonObject(2).getJsonObject("payment").getJsonArray("items"))
        .isEqualTo(new JsonArray().add(Plans.item("gem", 1)).add(Plans.item("star", 1)));
  }

  @Test
  void aPreviewIsNotLongerThanAPageCanShow() {
    Plan plan = PlanDocument.read(Plans.plan());
    assertThat(
            Preview.of(
                plan,
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2036-01-01"),
                new JsonObject()))
        .hasSize(Preview.MAX_DAYS);
  }
}
