package dev.delos.mods.daily.rules;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong in a plan.
 *
 * @param path where, such as {@code calendar.week[0].from}; {@code (plan)} for the whole
 * @param found what is there, shortened
 * @param allowed what may be there
 */
public record Mistake(String path, String found, String allowed) {
  private static final int MAX_SHOWN = 80;

  /** A value that is wrong, null included. */
  static Mistake of(String path, @Nullable Object value, String allowed) {
    return new Mistake(path.isEmpty() ? "(plan)" : path, shorten(Json.encode(value)), allowed);
  }

  /** A key that is not there. */
  static Mistake missing(String path, String allowed) {
    return new Mistake(path, "nothing", allowed);
  }

  /** A key that nobody knows. */
  static Mistake unknown(String path, String allowed) {
    return new Mistake(shorten(path), "an unknown key", allowed);
  }

  private static String shorten(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN - 3) + "...";
  }

  public JsonObject toJson() {
    return new JsonObject().put("path", path).put("found", found).put("allowed", allowed);
  }

  @Override
  public String toString() {
    return path + ": found " + found + ", allowed: " + allowed;
  }
}
