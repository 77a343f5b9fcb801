package dev.delos.mods.daily.rules;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan as the designer of rewards writes it: docs/REWARDS.md has every field. */
public final class PlanDocument {
  /** A day that is over. */
  private static final String NEVER = "2000-01-01";

  private static final JsonObject SCHEMA = load("/schema/daily-plan.schema.json");

  private PlanDocument() {}

  /** The JSON Schema (2020-12) of plans: a new object each time. */
  public static JsonObject schema() {
    return SCHEMA.copy();
  }

  private static JsonObject load(String resource) {
    try (InputStream in = PlanDocument.class.getResourceAsStream(resource)) {
      return new JsonObject(Buffer.buffer(Objects.requireNonNull(in, resource).readAllBytes()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** All that is wrong in a plan; empty if it can be read. One mistake a path. */
  public static List<Mistake> mistakes(JsonObject plan) {
    List<Mistake> ofShape = Shape.mistakes(SCHEMA, plan);
    Set<String> named = ofShape.stream().map(Mistake::path).collect(Collectors.toSet());
    Stream<Mistake> others =
        PlanChecks.mistakes(plan).stream().filter(mistake -> !named.contains(mistake.path()));
    return Stream.concat(ofShape.stream(), others).toList();
  }

  /** All that is wrong in a reward; empty if {@link Reward#fromJson} can read it. */
  public static List<Mistake> mistakesOfReward(JsonObject reward) {
    JsonObject definitions = SCHEMA.getJsonObject("$defs");
    JsonObject schema = definitions.getJsonObject("reward").copy().put("$defs", definitions);
    return Shape.mistakes(schema, reward);
  }

  /**
   * Reads a plan.
   *
   * @throws IllegalArgumentException if it has a mistake; the message has them all
   */
  public static Plan read(JsonObject plan) {
    List<Mistake> mistakes = mistakes(plan);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    }
    return PlanReader.plan(plan);
  }

  /**
   * The plan that says what the mod's settings say without one: their weeks.
   *
   * @param settings {@code config} of {@code conf/mods/daily/mod.json}
   */
  public static JsonObject ofSettings(JsonObject settings) {
    return new JsonObject()
        .put("title", title(settings.getJsonArray("weeks")))
        .put("zone", settings.getString("zone"))
        .put("resetHour", settings.getInteger("resetHour"))
        .put("mailboxDays", settings.getInteger("mailboxDays"))
        .put("calendar", new JsonObject().put("week", settings.getJsonArray("weeks").copy()));
  }

  /** In our languages, as far as all rewards speak them, too. */
  private static Object title(JsonArray weeks) {
    JsonObject title = new JsonObject().put("en", "Daily sign-in").put("zh", "每日签到");
    String english = title.getString("en");
    objects(weeks)
        .map(week -> week.getJsonObject("rewards"))
        .flatMap(rewards -> rewards.fieldNames().stream().map(rewards::getJsonObject))
        .map(reward -> reward.getValue("description"))
        .filter(JsonObject.class::isInstance)
        .forEach(texts -> title.fieldNames().retainAll(((JsonObject) texts).fieldNames()));
    return title.isEmpty() ? english : title;
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  /**
   * The plan of an activity that is not open yet: on no day, by the clock of another plan.
   *
   * @param like a plan without mistakes
   */
  public static JsonObject closed(JsonObject like) {
    JsonObject nothing = new JsonObject().put("from", NEVER).put("rewards", new JsonObject());
    return new JsonObject()
        .put("title", like.getValue("title"))
        .put("zone", like.getString("zone"))
        .put("resetHour", like.getInteger("resetHour"))
        .put("mailboxDays", like.getInteger("mailboxDays"))
        .put("from", NEVER)
        .put("to", NEVER)
        .put("calendar", new JsonObject().put("month", new JsonArray().add(nothing)));
  }
}
