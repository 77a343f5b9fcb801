package dev.delos.protocol;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the keys of frames strictly: what is wrong is told by a {@link FrameException}. */
final class FrameKeys {
  private FrameKeys() {}

  static EventName name(JsonObject json) {
    return new EventName(
        string(json, "namespace", Limits.MAX_NAME_LENGTH),
        string(json, "system", Limits.MAX_NAME_LENGTH),
        string(json, "event", Limits.MAX_NAME_LENGTH));
  }

  static JsonObject data(JsonObject json) {
    JsonObject data = object(json, "data");
    if (isDeeperThan(data.getMap(), Limits.MAX_DEPTH)) {
      throw new FrameException(
          ErrorCode.BAD_FRAME, "data: nested too deep, allowed: " + Limits.MAX_DEPTH + " levels");
    }
    return data;
  }

  /** Looks at decoded JSON as it is inside a JsonObject: maps and lists. */
  private static boolean isDeeperThan(@Nullable Object value, int levels) {
    Iterable<?> children;
    if (value instanceof Map<?, ?> object) {
      children = object.values();
    } else if (value instanceof List<?> array) {
      children = array;
    } else {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    for (Object child : children) {
      if (isDeeperThan(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }

  static JsonObject object(JsonObject json, String key) {
    Object value = json.getValue(key);
    if (!(value instanceof JsonObject object)) {
      throw bad(key, value, "a JSON object");
    }
    return object;
  }

  static String string(JsonObject json, String key) {
    return string(json, key, Integer.MAX_VALUE);
  }

  static String string(JsonObject json, String key, int maxLength) {
    Object value = json.getValue(key);
    if (!(value instanceof String text) || text.isEmpty() || text.length() > maxLength) {
      String length = maxLength == Integer.MAX_VALUE ? "" : " of 1 to " + maxLength + " characters";
      throw bad(key, value, "a string" + length);
    }
    return text;
  }

  static int integer(JsonObject json, String key) {
    Object value = json.getValue(key);
    if (!(value instanceof Integer number)) {
      throw bad(key, value, "an integer");
    }
    return number;
  }

  /** An integer that may be left out. */
  static int integer(JsonObject json, String key, int least, int otherwise, String allowed) {
    if (!json.containsKey(key)) {
      return otherwise;
    }
    int number = integer(json, key);
    if (number < least) {
      throw bad(key, number, allowed);
    }
    return number;
  }

  /** The number of an event. */
  static long seq(JsonObject json, long least) {
    Object value = json.getValue("seq");
    if (!(value instanceof Integer || value instanceof Long)
        || ((Number) value).longValue() < least) {
      throw bad("seq", value, "an integer of " + least + " or more");
    }
    return ((Number) value).longValue();
  }

  /** The number of an event that may have none. */
  static long seqIfAny(JsonObject json) {
    return json.containsKey("seq") ? seq(json, 1) : Frame.NO_SEQ;
  }

  static void allowOnly(JsonObject json, Set<String> keys) {
    for (String key : json.fieldNames()) {
      if (!keys.contains(key)) {
        throw new FrameException(
            ErrorCode.BAD_FRAME,
            show(key)
                + ": unknown key, allowed: "
                + String.join(", ", keys.stream().sorted().toList()));
      }
    }
  }

  static FrameException unknownOp(@Nullable Object op, String allowed) {
    return new FrameException(
        ErrorCode.UNKNOWN_OP, "op: found " + show(op) + ", allowed: " + allowed);
  }

  private static FrameException bad(String key, @Nullable Object found, String allowed) {
    return new FrameException(
        ErrorCode.BAD_FRAME, key + ": found " + show(found) + ", allowed: " + allowed);
  }

  /** What was found, short enough to send back. */
  private static String show(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    String text = value instanceof String ? "\"" + value + "\"" : value.toString();
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }
}
