package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what others sent. Whatever is in it: a value of the right form, or an {@link
 * InvalidRequestException} that says what is allowed.
 */
final class Arguments {
  /** Where a master puts the operator's name: a body of an operator doesn't get there. */
  static final String OPERATOR = "operator";

  /**
   * Where a master says which order it is: the reply says it again, that of a repeat the first's.
   */
  static final String ORDER = "order";

  private static final int MAX_UID_LENGTH = 128;
  static final String UID_ALLOWED = "a player's uid, 1 to 128 characters";
  private static final int MAX_SHOWN = 40;
  static final int MAX_CHANGE = 1_000_000;
  private static final int MAX_REASON_LENGTH = 200;
  private static final Pattern ITEM = Pattern.compile("[a-z0-9_-]{1,32}");
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private Arguments() {}

  static String uid(JsonObject args) {
    if (isUid(args.getValue("uid"))) {
      return args.getString("uid");
    }
    throw refused(args, "uid", UID_ALLOWED);
  }

  /** The same, of a request's owner. */
  static String uid(String owner) {
    if (isUid(owner)) {
      return owner;
    }
    throw refused(new JsonObject().put("uid", owner), "uid", UID_ALLOWED);
  }

  static boolean isUid(@Nullable Object value) {
    if (!(value instanceof String text) || text.isEmpty() || text.length() > MAX_UID_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The activity of that key, or if it is absent the daily one: a name, not always of one. */
  static String activity(JsonObject args) {
    Object name = args.getValue("activity");
    if (name == null) {
      return Activity.DAILY;
    }
    if (name instanceof String text && Activity.NAME.matcher(text).matches()) {
      return text;
    }
    throw refused(args, "activity", Activity.NAME_ALLOWED);
  }

  static LocalDate date(JsonObject args, String key) {
    return parse(args.getValue(key))
        .orElseThrow(() -> refused(args, key, "a date, such as 2026-11-23"));
  }

  /** Empty if the key is absent or null. */
  static Optional<LocalDate> optionalDate(JsonObject args, String key) {
    return args.getValue(key) == null ? Optional.empty() : Optional.of(date(args, key));
  }

  /** Empty if the key is absent or null. */
  static Optional<YearMonth> month(JsonObject args, String key) {
    Object value = args.getValue(key);
    if (value == null) {
      return Optional.empty();
    }
    try {
      if (value instanceof String text && MONTH.matcher(text).matches()) {
        return Optional.of(YearMonth.parse(text));
      }
    } catch (DateTimeException noSuchMonth) {
      // refused below, as all that isn't a month
    }
    throw refused(args, key, "a month, such as 2026-11");
  }

  /** Empty if the key is absent or null. */
  static Optional<UUID> optionalId(JsonObject args, String key) {
    Object value = args.getValue(key);
    if (value == null) {
      return Optional.empty();
    }
    try {
      if (value instanceof String id) {
        return Optional.of(UUID.fromString(id));
      }
    } catch (IllegalArgumentException notAnId) {
      // refused below, as all that isn't a text
    }
    throw refused(args, key, "an id, such as 123e4567-e89b-12d3-a456-426614174000");
  }

  /** An item's id, as in the rewards. */
  static String item(JsonObject args) {
    if (args.getValue("item") instanceof String item && ITEM.matcher(item).matches()) {
      return item;
    }
    throw refused(args, "item", "an item's id: 1 to 32 of a-z, 0-9, _ and -");
  }

  /** So many of an item, 0 or more; empty if the key is absent or null. */
  static Optional<ItemCount> optionalPrice(JsonObject args, String key) {
    if (args.getValue(key) == null) {
      return Optional.empty();
    }
    JsonObject price = object(args, key);
    if (price.getValue("count") instanceof Number count
        && (count instanceof Integer || count instanceof Long)
        && count.longValue() >= 0) {
      return Optional.of(new ItemCount(item(price), count.longValue()));
    }
    throw refused(args, key, "an item and a count of 0 or more");
  }

  /** How many are given, or with a minus taken. */
  static long change(JsonObject args) {
    if (args.getValue("count") instanceof Integer count
        && count != 0
        && Math.abs((long) count) <= MAX_CHANGE) {
      return count;
    }
    throw refused(args, "count", "a whole number other than 0, -1000000 to 1000000");
  }

  static String reason(JsonObject args) {
    if (args.getValue("reason") instanceof String reason
        && !reason.isBlank()
        && reason.length() <= MAX_REASON_LENGTH) {
      return reason;
    }
    throw refused(args, "reason", "a text of 1 to " + MAX_REASON_LENGTH + " characters");
  }

  /** A plan's version. */
  static long version(JsonObject args) {
    if (args.getValue("version") instanceof Number version
        && (version instanceof Integer || version instanceof Long)
        && version.longValue() >= 0) {
      return version.longValue();
    }
    throw refused(args, "version", "a version's number");
  }

  static Instant instant(JsonObject args, String key) {
    try {
      if (args.getValue(key) instanceof String text) {
        return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
      }
    } catch (DateTimeException notAnInstant) {
      // refused below, as all that isn't a text
    }
    throw refused(args, key, "an instant, such as 2026-11-23T04:00:00Z");
  }

  static JsonObject object(JsonObject args, String key) {
    if (args.getValue(key) instanceof JsonObject object) {
      return object;
    }
    throw refused(args, key, "an object");
  }

  /** Empty if the key is absent or null. */
  static JsonObject optionalObject(JsonObject args, String key) {
    return args.getValue(key) == null ? new JsonObject() : object(args, key);
  }

  /** A number from 1 on, which must be there. */
  static int required(JsonObject args, String key, int most) {
    int count = count(args, key, most, 0);
    if (count == 0) {
      throw refused(args, key, "a whole number, 1 to " + most);
    }
    return count;
  }

  /** A number from 1 on; the greatest that is allowed if the key is absent or null. */
  static int count(JsonObject args, String key, int most) {
    return count(args, key, most, most);
  }

  /** The same, with what it is if the key is absent or null. */
  static int count(JsonObject args, String key, int most, int otherwise) {
    Object value = args.getValue(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer count && count >= 1 && count <= most) {
      return count;
    }
    throw refused(args, key, "a whole number, 1 to " + most);
  }

  static boolean flag(JsonObject args, String key) {
    Object value = args.getValue(key);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw refused(args, key, "true or false");
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

  static InvalidRequestException refused(JsonObject args, String key, String allowed) {
    return new InvalidRequestException(mistake(key, args.getValue(key), allowed));
  }

  static JsonObject withOrder(JsonObject reply, JsonObject args) {
    return args.containsKey(ORDER) ? reply.put(ORDER, args.getValue(ORDER)) : reply;
  }

  static String mistake(String path, @Nullable Object found, String allowed) {
    return path + ": found " + shown(found) + ", allowed: " + allowed;
  }

  private static String shown(@Nullable Object value) {
    String text = value == null ? "nothing" : Json.encode(value);
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
