package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a schema says of a value itself, whatever is inside. */
final class Leaf {
  private Leaf() {}

  static boolean fits(@Nullable Object value, JsonObject rule) {
    return isOfType(value, rule)
        && (!rule.containsKey("enum") || rule.getJsonArray("enum").contains(value))
        && (!(value instanceof String text) || fitsText(text, rule))
        && (!(value instanceof Number number) || fitsNumber(number.longValue(), rule));
  }

  private static boolean isOfType(@Nullable Object value, JsonObject rule) {
    Object type = rule.getValue("type");
    Stream<?> allowed = type instanceof JsonArray types ? types.stream() : Stream.ofNullable(type);
    return type == null || allowed.anyMatch(name -> isA(value, (String) name));
  }

  private static boolean isA(@Nullable Object value, String type) {
    return switch (type) {
      case "object" -> value instanceof JsonObject;
      case "array" -> value instanceof JsonArray;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "integer" -> isWhole(value);
      default -> throw new IllegalStateException("not a type that is known here: " + type);
    };
  }

  /** 1.0 isn't: who writes that may have meant 1.5. */
  private static boolean isWhole(@Nullable Object value) {
    return value instanceof Integer || value instanceof Long;
  }

  private static boolean fitsText(String text, JsonObject rule) {
    int length = text.codePointCount(0, text.length());
    String pattern = rule.getString("pattern");
    return length >= rule.getInteger("minLength", 0)
        && length <= rule.getInteger("maxLength", Integer.MAX_VALUE)
        && (pattern == null || Pattern.matches(pattern, text));
  }

  private static boolean fitsNumber(long number, JsonObject rule) {
    return number >= rule.getLong("minimum", Long.MIN_VALUE)
        && number <= rule.getLong("maximum", Long.MAX_VALUE);
  }
}
