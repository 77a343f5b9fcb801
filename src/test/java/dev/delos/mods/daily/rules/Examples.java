package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The examples of docs/REWARDS.md. */
final class Examples {
  static final Path DOCUMENT = Path.of("docs", "REWARDS.md");
  private static final Pattern JSON = Pattern.compile("(?ms)^```json\\n(.*?)^```$");

  private Examples() {}

  static String document() {
    try {
      return Files.readString(DOCUMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each JSON block of the document. */
  static List<JsonObject> all() {
    return JSON.matcher(document()).results().map(block -> new JsonObject(block.group(1))).toList();
  }

  /** Those that are whole plans. */
  static List<JsonObject> plans() {
    return all().stream().filter(json -> json.containsKey("calendar")).toList();
  }

  /** The last plan: it has every field but two kinds of calendar. */
  static JsonObject everyField() {
    List<JsonObject> plans = plans();
    return plans.get(plans.size() - 1);
  }
}
