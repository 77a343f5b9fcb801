package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a player presses a button for.
 *
 * @param activity empty: the one that the service takes
 * @param valid the day
 * @param price of a make-up, as the player saw it: the most that may be taken; empty if the client
 *     didn't say
 */
record Wish(Kind kind, String activity, LocalDate valid, Optional<ItemCount> price) {
  /** The two ways to sign in on a day. */
  enum Kind {
    /** On the day that it is. */
    CLAIM("claim", DailyEvents.RECV, ClaimCode.CLAIMED),
    /** On one that was missed. */
    MAKE_UP("makeUp", DailyEvents.MAKE_UP, ClaimCode.MADE_UP);

    private final String method;
    private final String event;
    private final ClaimCode done;

    Kind(String method, String event, ClaimCode done) {
      this.method = method;
      this.event = event;
      this.done = done;
    }

    /** The service's method. */
    String method() {
      return method;
    }

    /** What the client says it by, and the lobby answers it by. */
    String event() {
      return event;
    }

    /** What the service answers when it went well. */
    ClaimCode done() {
      return done;
    }
  }

  /** Whether it is for the same, whatever the player was shown meanwhile. */
  boolean isSameAs(Wish other) {
    return kind == other.kind && activity.equals(other.activity) && valid.equals(other.valid);
  }

  /** What the service is asked. */
  JsonObject toArgs(JsonObject token) {
    JsonObject args = args(activity, token).put("valid", valid.toString());
    price.ifPresent(most -> args.put("price", most.toJson()));
    return args;
  }

  /**
   * What is part of every question of a player.
   *
   * @param token the claims of the player's token
   */
  static JsonObject args(String activity, JsonObject token) {
    JsonObject args = new JsonObject();
    if (!activity.isEmpty()) {
      args.put("activity", activity);
    }
    return token.isEmpty() ? args : args.put("claims", token);
  }
}
