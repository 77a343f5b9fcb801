package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.rules.PlanDifference.Difference;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What an operator is told of two versions. */
class PlanDifferenceTest {
  private final JsonObject from = Examples.everyField();
  private final JsonObject to = from.copy();

  @Test
  void aPlanDoesNotDifferFromItself() {
    assertThat(Examples.plans())
        .hasSizeGreaterThan(3)
        .allSatisfy(plan -> assertThat(PlanDifference.of(plan, plan.copy())).isEmpty());
  }

  @Test
  void valuesDifferWithTheirPathAndBothSides() {
    to.put("resetHour", 6).getJsonObject("combine").put("cap", 3);
    to.getJsonObject("calendar").getJsonArray("cycle").getJsonObject(1).put("icon", "gem");
    assertThat(PlanDifference.of(from, to))
        .containsExactly(
            new Difference("resetHour", 5, 6),
            new Difference("calendar.cycle[1].icon", "potion", "gem"),
            new Difference("combine.cap", 4, 3));
  }

  @Test
  void whatIsOnOneSideOnlyHasNoOtherSide() {
    to.put("mailboxDays", 7).remove("makeUp");
    to.getJsonObject("progress").put("more", true);
    assertThat(PlanDifference.toJson(PlanDifference.of(from, to)))
        .isEqualTo(
            new JsonArray()
                .add(new JsonObject().put("path", "mailboxDays").put("from", 30).put("to", 7))
                .add(new JsonObject().put("path", "progress.more").put("to", true))
                .add(
                    new JsonObject()
                        .put("path", "makeUp")
                        .put("from", from.getJsonObject("makeUp"))));
  }

  @Test
  void aMilestoneInFrontOfTheOthersIsTheOnlyDifference() {
    JsonArray milestones = to.getJsonArray("milestones");
    JsonObject first = milestones.getJsonObject(0).copy().put("at", 2);
    to.put("milestones", new JsonArray().add(first).addAll(milestones));
    assertThat(PlanDifference.of(from, to))
        .containsExactly(new Difference("milestones[at=2]", null, first));
  }

  @Test
  void anEventIsComparedWithTheOneOfItsId() {
    to.getJsonArray("events").getJsonObject(1).put("factor", 2);
    to.getJsonArray("events").remove(0);
    assertThat(PlanDifference.of(from, to))
        .containsExactly(
            new Difference("events[id=feast]", from.getJsonArray("events").getJsonObject(0), null),
            new Difference("events[id=new_year].factor", 3, 2));
  }

  @Test
  void anotherOrderIsADifference() {
    JsonArray two = new JsonArray().add(item("coin")).add(item("gem"));
    JsonArray swapped = new JsonArray().add(item("gem")).add(item("coin"));
    assertThat(PlanDifference.of(of(two), of(swapped)))
        .containsExactly(
            new Difference("items[0].item", "coin", "gem"),
            new Difference("items[1].item", "gem", "coin"));
  }

  @Test
  void listsOfOtherLengthsDifferByWhatIsMore() {
    JsonArray one = new JsonArray().add(1);
    assertThat(PlanDifference.of(of(one), of(one.copy().add(2))))
        .containsExactly(new Difference("items[1]", null, 2));
    assertThat(PlanDifference.of(of(new JsonArray()), of(new JsonArray().add(item("gem")))))
        .containsExactly(new Difference("items[0]", null, item("gem")));
  }

  private static JsonObject of(JsonArray items) {
    return new JsonObject().put("items", items);
  }

  private static JsonObject item(String id) {
    return new JsonObject().put("item", id);
  }
}
