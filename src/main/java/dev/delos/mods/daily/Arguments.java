package dev.delos.mods.daily;

import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what others sent. Whatever is in it: a value of the right form, or an {@link
 * InvalidRequestException} that says what is allowed.
 */
final class Arguments {
  private static final int MAX_UID_LENGTH = 128;
  private static final int MAX_SHOWN = 40;
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private Arguments() {}

  static String uid(JsonObject args) {
    if (args.getValue("uid") instanceof String uid
        && !uid.isEmpty()
        && uid.length() <= MAX_UID_LENGTH
        && uid.chars().noneMatch(Character::isISOControl)) {
      return uid;
    }
    throw refused(args, "uid", "a player's uid, 1 to 128 characters");
  }

  static LocalDate date(JsonObject args, String key) {
    return parse(args.getValue(key))
        .orElseThrow(() -> refused(args, key, "a date, such as 2026-11-23"));
  }

  /** Empty if the key is absent or null. */
  static Optional<LocalDate> optionalDate(JsonObject args, String key) {
    return args.getValue(key) == null ? Optional.empty() : Optional.of(date(args, key));
  }

  static UUID grantId(JsonObject args) {
    try {
      if (args.getValue("grantId") instanceof String id) {
        return UUID.fromString(id);
      }
    } catch (IllegalArgumentException notAnId) {
      // refused below, as all that isn't a text
    }
    throw refused(args, "grantId", "a grant's id, such as 123e4567-e89b-12d3-a456-426614174000");
  }

  private static Optional<LocalDate> parse(@Nullable Object value) {
    if (!(value instanceof String text) || !DATE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static InvalidRequestException refused(JsonObject args, String key, String allowed) {
    return new InvalidRequestException(
        key + ": found " + shown(args.getValue(key)) + ", allowed: " + allowed);
  }

  private static String shown(@Nullable Object value) {
    String text = value == null ? "nothing" : Json.encode(value);
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
