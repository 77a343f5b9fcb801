package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Words for the player.
 *
 * @param byLanguage by language tag, such as {@code en}; the key {@link #ANY} if they are the same
 *     in all languages
 */
public record Text(Map<String, String> byLanguage) {
  private static final String ANY = "";

  public Text {
    byLanguage = Map.copyOf(byLanguage);
  }

  /**
   * Reads it.
   *
   * @param json a text, or an object of texts by language
   */
  public static Text of(Object json) {
    if (json instanceof JsonObject object) {
      Map<String, String> texts = new TreeMap<>();
      object.fieldNames().forEach(language -> texts.put(language, object.getString(language)));
      return new Text(texts);
    }
    return new Text(Map.of(ANY, (String) json));
  }

  /** What {@link #of} reads. */
  public Object toJson() {
    String any = byLanguage.get(ANY);
    if (any != null) {
      return any;
    }
    JsonObject json = new JsonObject();
    new TreeMap<>(byLanguage).forEach(json::put);
    return json;
  }

  /** In that language; else in English; else in the first of its languages. */
  public String in(String language) {
    String text = byLanguage.getOrDefault(ANY, byLanguage.get(language));
    String english = text == null ? byLanguage.get("en") : text;
    return english == null ? first() : english;
  }

  private String first() {
    return Objects.requireNonNull(new TreeMap<>(byLanguage).firstEntry()).getValue();
  }
}
