package dev.delos.mods.daily.rules;

import io.vertx.core.buffer.Buffer;
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
        .put("title", new JsonObject().put("en", "Daily sign-in").put("zh", "每日签到"))
        .put("zone", settings.getString("zone"))
        .put("resetHour", settings.getInteger("resetHour"))
        .put("mailboxDays", settings.getInteger("mailboxDays"))
        .put("calendar", new JsonObject().put("week", settings.getJsonArray("weeks").copy()));
  }
}
