package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares a document with a JSON Schema, and names every breach with its path. What is allowed is
 * the {@code description} beside the broken keyword.
 *
 * <p>It knows the keywords that the plan's schema uses, no others; patterns must match the whole
 * text. The host's own validation stops a start at the first mistake, and isn't for mods; this is
 * for a designer who wants to see all of them.
 */
final class Shape {
  private static final String REFERENCE = "#/$defs/";

  private final JsonObject schema;
  private final List<Mistake> mistakes = new ArrayList<>();

  private Shape(JsonObject schema) {
    this.schema = schema;
  }

  /** All breaches, in the order of the document. */
  static List<Mistake> mistakes(JsonObject schema, JsonObject document) {
    Shape shape = new Shape(schema);
    shape.check("", document, schema);
    return List.copyOf(shape.mistakes);
  }

  private void check(String path, @Nullable Object value, JsonObject rule) {
    JsonObject resolved = resolve(rule);
    if (!Leaf.fits(value, resolved)) {
      mistakes.add(Mistake.of(path, value, resolved.getString("description")));
    } else if (value instanceof JsonObject object) {
      checkObject(path, object, resolved);
    } else if (value instanceof JsonArray array) {
      checkArray(path, array, resolved);
    }
  }

  private void checkObject(String path, JsonObject object, JsonObject rule) {
    JsonObject properties = rule.getJsonObject("properties", new JsonObject());
    for (String key : object.fieldNames()) {
      JsonObject known = properties.getJsonObject(key);
      if (known != null) {
        check(child(path, key), object.getValue(key), known);
      } else {
        checkOther(child(path, key), key, object.getValue(key), rule);
      }
    }
    rule.getJsonArray("required", new JsonArray()).stream()
        .map(String.class::cast)
        .filter(key -> !object.containsKey(key))
        .forEach(key -> addMissing(child(path, key), properties.getJsonObject(key)));
    checkSize(path, object.size(), object, "Properties", rule);
  }

  /** A key that the schema doesn't name. */
  private void checkOther(String path, String key, @Nullable Object value, JsonObject rule) {
    JsonObject names = rule.getJsonObject("propertyNames");
    if (names != null && !Leaf.fits(key, names)) {
      mistakes.add(Mistake.unknown(path, names.getString("description")));
    } else if (rule.getValue("additionalProperties") instanceof JsonObject others) {
      check(path, value, others);
    } else {
      mistakes.add(Mistake.unknown(path, keys(rule)));
    }
  }

  private void addMissing(String path, JsonObject rule) {
    mistakes.add(Mistake.missing(path, resolve(rule).getString("description")));
  }

  private void checkArray(String path, JsonArray array, JsonObject rule) {
    for (int i = 0; i < array.size(); i++) {
      check(path + "[" + i + "]", array.getValue(i), rule.getJsonObject("items"));
    }
    checkSize(path, array.size(), array, "Items", rule);
    if (rule.getBoolean("uniqueItems", false) && array.stream().distinct().count() < array.size()) {
      mistakes.add(Mistake.of(path, array, rule.getString("description")));
    }
  }

  private void checkSize(String path, int size, Object value, String what, JsonObject rule) {
    if (size < rule.getInteger("min" + what, 0)
        || size > rule.getInteger("max" + what, Integer.MAX_VALUE)) {
      mistakes.add(Mistake.of(path, value, rule.getString("description")));
    }
  }

  private JsonObject resolve(JsonObject rule) {
    String reference = rule.getString("$ref");
    return reference == null
        ? rule
        : schema.getJsonObject("$defs").getJsonObject(reference.substring(REFERENCE.length()));
  }

  private static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String keys(JsonObject rule) {
    return rule.getJsonObject("properties", new JsonObject()).fieldNames().stream()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
