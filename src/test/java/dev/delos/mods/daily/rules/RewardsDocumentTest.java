package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.rules.Outcome.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/REWARDS.md says what the rules do. */
class RewardsDocumentTest {
  @Test
  void eachPlanOfTheDocumentIsRightAndOneKindOfCalendarIsInEach() {
    assertThat(Examples.plans()).hasSizeGreaterThan(3);
    assertThat(Examples.plans())
        .allSatisfy(plan -> assertThat(PlanDocument.mistakes(plan)).isEmpty())
        .flatExtracting(plan -> plan.getJsonObject("calendar").fieldNames())
        .contains("week", "month", "cycle");
  }

  @Test
  void everyFieldIsExplained() {
    Set<String> fields = new TreeSet<>();
    collect(PlanDocument.schema(), fields);
    String tables = Examples.document().replaceAll("(?ms)^```.*?^```$", "");
    assertThat(fields)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            field -> assertThat(tables).containsPattern("[`.]" + Pattern.quote(field) + "`"));
  }

  @Test
  void theLastPlanHasEveryField() {
    Set<String> fields = new TreeSet<>();
    collect(PlanDocument.schema(), fields);
    fields.removeAll(List.of("week", "month", "rewards"));
    assertThat(fields)
        .allSatisfy(
            field -> assertThat(Examples.everyField().encode()).contains("\"" + field + "\":"));
  }

  @Test
  void thePaymentOfTheDocumentIsWhatTheLastPlanPays() {
    JsonObject example =
        Examples.all().stream().filter(json -> json.containsKey("lines")).findFirst().orElseThrow();
    Version version =
        new Version(
            12, Instant.parse("2026-12-01T00:00:00Z"), PlanDocument.read(Examples.everyField()));
    Timeline timeline = new Timeline(List.of(version));
    Instant now = Instant.parse("2027-01-02T12:00:00Z");
    Outcome outcome =
        new SignInRules(timeline, Set.of())
            .signIn(Progress.NONE, new JsonObject().put("vip", "gold"), timeline.dayAt(now), now);
    assertThat(((SignedIn) outcome).payment().toJson()).isEqualTo(example);
    assertThat(Payment.fromJson(example).toJson()).isEqualTo(example);
  }

  private static void collect(Object schema, Set<String> fields) {
    if (schema instanceof JsonObject object) {
      if (object.getValue("properties") instanceof JsonObject properties) {
        fields.addAll(properties.fieldNames());
      }
      object.forEach(member -> collect(member.getValue(), fields));
    } else if (schema instanceof JsonArray array) {
      array.forEach(element -> collect(element, fields));
    }
  }
}
