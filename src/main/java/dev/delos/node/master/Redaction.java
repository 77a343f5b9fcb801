package dev.delos.node.master;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes secrets out of what is written down: the values of all keys that sound like one. */
final class Redaction {
  private static final String HIDDEN = "***";

  private Redaction() {}

  /** A copy without secrets. */
  static JsonObject of(JsonObject body) {
    JsonObject copy = new JsonObject();
    for (Map.Entry<String, Object> member : body) {
      copy.put(member.getKey(), isSecret(member.getKey()) ? HIDDEN : copy(member.getValue()));
    }
    return copy;
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return of(object);
    }
    if (value instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      array.forEach(element -> copy.add(copy(element)));
      return copy;
    }
    return value;
  }

  private static boolean isSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return Stream.of("password", "secret", "token", "credential").anyMatch(lower::contains);
  }
}
