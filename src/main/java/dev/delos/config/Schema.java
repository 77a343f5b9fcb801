package dev.delos.config;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema (2020-12, references within itself only) that turns the first breach into a line
 * for the operator: a {@code description} beside the broken keyword says what is allowed; the value
 * of a {@code writeOnly} setting is never shown.
 */
public final class Schema {
  /** Keywords whose breach is told by the breaches inside. */
  private static final Set<String> OUTER =
      Set.of("properties", "patternProperties", "additionalProperties", "items", "$ref");

  private static final String WHOLE = "(file)";
  private static final Pattern SLASH = Pattern.compile("/");

  private final JsonObject json;
  private final Validator validator;

  /** Says only whether there is a breach. */
  private final Validator quick;

  private Schema(JsonObject json) {
    this.json = json;
    this.validator = validator(json, OutputFormat.Basic);
    this.quick = validator(json, OutputFormat.Flag);
  }

  private static Validator validator(JsonObject json, OutputFormat output) {
    return Validator.create(
        JsonSchema.of(json),
        new JsonSchemaOptions()
            .setBaseUri("https://delos.dev")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(output));
  }

  /** The given schema. */
  public static Schema of(JsonObject json) {
    return new Schema(json);
  }

  static Schema ofResource(String name) {
    String path = "/schema/" + name + ".schema.json";
    try (InputStream in = Schema.class.getResourceAsStream(path)) {
      return of(new JsonObject(Buffer.buffer(Objects.requireNonNull(in, path).readAllBytes())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks settings.
   *
   * @param file where they stand
   * @param prefix the path of {@code settings} in that file, or the empty string
   * @throws ConfigException for the first breach
   */
  public void check(Path file, String prefix, JsonObject settings) {
    OutputUnit result = validator.validate(settings);
    if (!result.getValid()) {
      Breach breach = firstBreach(result.getErrors(), settings);
      String key = prefix.isEmpty() ? breach.key() : prefix + "." + breach.key();
      throw new ConfigException(file, key, breach.found(), breach.allowed());
    }
  }

  /**
   * The first breach in what somebody else has sent, as {@code key: found …, allowed: …}; empty if
   * there is none. The value's own keys are its sender's, and so is what is shown of it.
   */
  public Optional<String> breach(JsonObject value) {
    if (quick.validate(value).getValid()) {
      return Optional.empty();
    }
    Breach breach = firstBreach(validator.validate(value).getErrors(), value);
    String key = breach.key().equals(WHOLE) ? "data" : breach.key();
    return Optional.of(
        shorten(key) + ": found " + breach.found() + ", allowed: " + breach.allowed());
  }

  private record Breach(String key, String found, String allowed) {}

  /** An unknown key comes first: a misspelt one shows as that, and as a key that is missing. */
  private Breach firstBreach(List<OutputUnit> errors, JsonObject settings) {
    OutputUnit first =
        errors.stream()
            .filter(this::isUnknownKey)
            .findFirst()
            .or(() -> errors.stream().filter(this::isOfAValue).findFirst())
            .orElseThrow(() -> new IllegalStateException("a no without a reason: " + errors));
    return breach(keyword(first), rule(first), first.getInstanceLocation(), settings);
  }

  /** The library says so of keys, too, that are known and whose values are wrong. */
  private boolean isUnknownKey(OutputUnit error) {
    if (!keyword(error).equals("additionalProperties")) {
      return false;
    }
    String at = error.getInstanceLocation();
    JsonObject known = rule(error).getJsonObject("properties", new JsonObject());
    return !known.containsKey(at.substring(at.lastIndexOf('/') + 1));
  }

  private boolean isOfAValue(OutputUnit error) {
    return !OUTER.contains(keyword(error));
  }

  private static String keyword(OutputUnit error) {
    String at = error.getAbsoluteKeywordLocation();
    return at.substring(at.lastIndexOf('/') + 1);
  }

  private JsonObject rule(OutputUnit error) {
    String at = fragment(error.getAbsoluteKeywordLocation());
    return rule(at.substring(0, at.lastIndexOf('/')));
  }

  private JsonObject rule(String at) {
    return (JsonObject) Objects.requireNonNull(query(json, at), at);
  }

  private static Breach breach(
      String keyword, JsonObject rule, String instanceAt, JsonObject settings) {
    Object value = query(settings, instanceAt);
    if (keyword.equals("additionalProperties")) {
      return new Breach(path(instanceAt, settings), "an unknown key", keys(rule));
    }
    if (keyword.equals("required") && value instanceof JsonObject object) {
      String missing = missing(rule.getJsonArray("required"), object);
      JsonObject missingRule = rule.getJsonObject("properties").getJsonObject(missing);
      return new Breach(
          path(instanceAt + "/" + missing, settings), "nothing", allowed(missingRule));
    }
    String found = rule.getBoolean("writeOnly", false) ? "a secret" : show(value);
    return new Breach(path(instanceAt, settings), found, allowed(rule));
  }

  private static String missing(JsonArray required, JsonObject object) {
    return required.stream()
        .map(String.class::cast)
        .filter(key -> !object.containsKey(key))
        .findFirst()
        .orElseThrow();
  }

  private static String keys(JsonObject rule) {
    JsonObject properties = rule.getJsonObject("properties", new JsonObject());
    return properties.isEmpty()
        ? "no keys"
        : properties.fieldNames().stream().sorted().collect(Collectors.joining(", "));
  }

  private static String allowed(JsonObject rule) {
    if (rule.containsKey("description")) {
      return rule.getString("description");
    }
    JsonObject plain = rule.copy();
    plain.remove("properties");
    return plain.encode();
  }

  private static String show(@Nullable Object value) {
    return shorten(value == null ? "null" : Json.encode(value));
  }

  private static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }

  private static @Nullable Object query(JsonObject root, String fragment) {
    return JsonPointer.from(fragment.startsWith("#") ? fragment.substring(1) : fragment)
        .queryJson(root);
  }

  private static String fragment(String uri) {
    return uri.substring(uri.indexOf('#'));
  }

  /** {@code #/weeks/0/from} as {@code weeks[0].from}. */
  private static String path(String fragment, JsonObject settings) {
    StringBuilder path = new StringBuilder();
    Object at = settings;
    for (String step : SLASH.split(fragment.replaceFirst("^#?/?", ""))) {
      String key = step.replace("~1", "/").replace("~0", "~");
      if (at instanceof JsonArray array) {
        path.append('[').append(key).append(']');
        at = array.getValue(Integer.parseInt(key));
      } else {
        path.append(path.isEmpty() ? "" : ".").append(key);
        at = at instanceof JsonObject object ? object.getValue(key) : null;
      }
    }
    return path.isEmpty() ? WHOLE : path.toString();
  }
}
