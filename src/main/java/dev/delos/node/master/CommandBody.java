package dev.delos.node.master;

import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command's body. Whatever is in it: a value of the right form, or an {@link
 * InvalidRequestException} that names the key, what was found, and what is allowed.
 */
final class CommandBody {
  static final int MAX_UID = 128;
  static final int MAX_TEXT = 500;

  private static final int MAX_NODES = 1_000;
  private static final int MAX_SHOWN = 40;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final JsonObject json;

  private CommandBody(JsonObject json) {
    this.json = json;
  }

  /** A body that has these keys at most. */
  static CommandBody of(JsonObject json, String... keys) {
    TreeSet<String> unknown = new TreeSet<>(json.fieldNames());
    unknown.removeAll(Arrays.asList(keys));
    if (!unknown.isEmpty()) {
      throw new InvalidRequestException(
          "found the key "
              + shown(unknown.first())
              + ", allowed: "
              + (keys.length == 0 ? "no keys" : String.join(", ", keys)));
    }
    return new CommandBody(json);
  }

  boolean has(String key) {
    return json.getValue(key) != null;
  }

  String uid() {
    return text("uid", MAX_UID, "a player's uid");
  }

  String message() {
    return text("message", MAX_TEXT, "a text");
  }

  /** The text under a key, or the given one without it. */
  String text(String key, int max, String what, String otherwise) {
    return has(key) ? text(key, max, what) : otherwise;
  }

  String text(String key, int max, String what) {
    if (json.getValue(key) instanceof String text
        && !text.isBlank()
        && text.length() <= max
        && text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    throw refused(key, what + ", 1 to " + max + " characters");
  }

  int serverId() {
    return wholeNumber("serverId", 1, Integer.MAX_VALUE, "a node's id");
  }

  int wholeNumber(String key, int min, int max, String what, int otherwise) {
    return has(key) ? wholeNumber(key, min, max, what) : otherwise;
  }

  int wholeNumber(String key, int min, int max, String what) {
    if (json.getValue(key) instanceof Integer number && number >= min && number <= max) {
      return number;
    }
    throw refused(key, what + ", " + min + " to " + max);
  }

  boolean flag(String key) {
    if (json.getValue(key) instanceof Boolean flag) {
      return flag;
    }
    throw refused(key, "true or false");
  }

  boolean flag(String key, boolean otherwise) {
    return has(key) ? flag(key) : otherwise;
  }

  String oneOf(String key, List<String> allowed) {
    if (json.getValue(key) instanceof String text && allowed.contains(text)) {
      return text;
    }
    throw refused(key, String.join(", ", allowed));
  }

  JsonObject object(String key) {
    if (!has(key)) {
      return new JsonObject();
    }
    if (json.getValue(key) instanceof JsonObject object) {
      return object;
    }
    throw refused(key, "an object");
  }

  Optional<Instant> instant(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    try {
      if (json.getValue(key) instanceof String text) {
        Instant instant = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        if (instant.isAfter(Instant.EPOCH) && !instant.isAfter(LAST)) {
          return Optional.of(instant);
        }
      }
    } catch (DateTimeException notAnInstant) {
      // refused below, as all that isn't a text
    }
    throw refused(key, "a moment in UTC such as 2026-11-23T18:00:00Z, of the year 9999 at most");
  }

  /** The different ids under a key, in their order. */
  List<Integer> serverIds(String key) {
    List<Integer> ids = new ArrayList<>();
    if (json.getValue(key) instanceof JsonArray array && array.size() <= MAX_NODES) {
      array.stream()
          .filter(id -> id instanceof Integer number && number > 0)
          .map(Integer.class::cast)
          .distinct()
          .forEach(ids::add);
      if (!ids.isEmpty() && ids.size() == array.size()) {
        return ids;
      }
    }
    throw refused(key, "a list of 1 to " + MAX_NODES + " different nodes' ids");
  }

  InvalidRequestException refused(String key, String allowed) {
    return new InvalidRequestException(
        key + ": found " + shown(json.getValue(key)) + ", allowed: " + allowed);
  }

  private static String shown(@Nullable Object value) {
    String text = value == null ? "nothing" : Json.encode(value);
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
