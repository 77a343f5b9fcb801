package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a sign-in pays, and why. It explains itself: no plan is needed to read it later.
 *
 * @param version of the plan that it follows
 * @param day that is signed in on
 * @param isMadeUp whether that day is over
 * @param count what is then counted
 * @param lines in the order day, events, milestones
 */
public record Payment(long version, LocalDate day, boolean isMadeUp, int count, List<Line> lines) {
  public Payment {
    lines = List.copyOf(lines);
  }

  /**
   * A part of it.
   *
   * @param reward as the plan says it, before multipliers
   * @param factor by which its items are multiplied
   * @param multipliers that make up the factor: less than their product if the cap held it down
   * @param items what is paid
   */
  public record Line(
      Why why, Reward reward, Factor factor, List<Applied> multipliers, List<ItemCount> items) {
    public Line {
      multipliers = List.copyOf(multipliers);
      items = List.copyOf(items);
    }

    /** A day's reward as the plan says it. */
    private static Line plain(Reward reward) {
      return new Line(new Why.Day(), reward, Factor.ONE, List.of(), reward.items());
    }

    private Stream<String> ids() {
      Stream<String> theirs = multipliers.stream().map(Applied::id);
      return why instanceof Why.OfEvent event
          ? Stream.concat(Stream.of(event.id()), theirs)
          : theirs;
    }

    static Line fromJson(JsonObject json) {
      return new Line(
          Why.fromJson(json),
          Reward.fromJson(json.getJsonObject("reward")),
          Factor.of(json.getString("factor", "1")),
          objects(json.getJsonArray("multipliers", new JsonArray()))
              .map(Applied::fromJson)
              .toList(),
          ItemCount.listFromJson(json.getJsonArray("items")));
    }

    JsonObject toJson() {
      JsonObject json = why.writeTo(new JsonObject()).put("reward", reward.toJson());
      if (!multipliers.isEmpty()) {
        json.put("factor", factor.toString());
        json.put("multipliers", new JsonArray(multipliers.stream().map(Applied::toJson).toList()));
      }
      return json.put("items", ItemCount.toJson(items));
    }
  }

  /** A multiplier, or an event that multiplies. */
  public record Applied(String id, Factor factor) {
    static Applied fromJson(JsonObject json) {
      return new Applied(json.getString("id"), Factor.of(json.getString("factor")));
    }

    JsonObject toJson() {
      return new JsonObject().put("id", id).put("factor", factor.toString());
    }
  }

  /** The sum of the lines: one entry an item. */
  public List<ItemCount> items() {
    return ItemCount.sum(lines.stream().flatMap(line -> line.items().stream()).toList());
  }

  /** As one reward: all of what is paid, shown as the first line is. */
  public Reward reward() {
    if (lines.isEmpty()) {
      return new Reward(List.of(), "nothing", 0, Text.of(""));
    }
    Line first = lines.get(0);
    Reward shown = first.reward();
    if (lines.size() == 1 && first.factor().equals(Factor.ONE)) {
      return shown;
    }
    long count = first.factor().of(shown.shownCount(), RoundingMode.DOWN);
    return new Reward(items(), shown.icon(), Math.toIntExact(count), shown.description());
  }

  /**
   * Whether it is more than one reward as the plan has it: something that a player may ask about.
   */
  public boolean needsExplaining() {
    return lines.size() > 1 || lines.stream().anyMatch(line -> !line.multipliers().isEmpty());
  }

  /**
   * Whether it is the reward of its day and nothing else: whoever has that, version, day and count
   * has it all.
   */
  public boolean isPlain() {
    return lines.size() == 1 && lines.get(0).equals(Line.plain(reward()));
  }

  /** The events and multipliers that it names. */
  public Set<String> ids() {
    return lines.stream().flatMap(Line::ids).collect(Collectors.toSet());
  }

  public static Payment fromJson(JsonObject json) {
    return new Payment(
        json.getLong("version"),
        LocalDate.parse(json.getString("day")),
        json.getBoolean("madeUp"),
        json.getInteger("count"),
        objects(json.getJsonArray("lines")).map(Line::fromJson).toList());
  }

  /** With the sum under {@code items}. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("version", version)
        .put("day", day.toString())
        .put("madeUp", isMadeUp)
        .put("count", count)
        .put("lines", new JsonArray(lines.stream().map(Line::toJson).toList()))
        .put("items", ItemCount.toJson(items()));
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}
