package dev.delos.cluster;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * What operators have laid on an account.
 *
 * @param bannedUntil may not log in before; {@link Instant#EPOCH} if not banned
 * @param silencedUntil may not speak before; {@link Instant#EPOCH} if not silenced
 * @param reason what the player is told
 */
public record Sanction(Instant bannedUntil, Instant silencedUntil, String reason) {
  /** Nothing. */
  public static final Sanction NONE = new Sanction(Instant.EPOCH, Instant.EPOCH, "");

  public boolean isBanned(Instant now) {
    return bannedUntil.isAfter(now);
  }

  public boolean isSilenced(Instant now) {
    return silencedUntil.isAfter(now);
  }

  /** Whether it says nothing any more. */
  public boolean isOver(Instant now) {
    return !isBanned(now) && !isSilenced(now);
  }

  String encode() {
    return new JsonObject()
        .put("bannedUntil", bannedUntil.toEpochMilli())
        .put("silencedUntil", silencedUntil.toEpochMilli())
        .put("reason", reason)
        .encode();
  }

  static Sanction decode(String text) {
    JsonObject json = new JsonObject(text);
    return new Sanction(
        Instant.ofEpochMilli(json.getLong("bannedUntil")),
        Instant.ofEpochMilli(json.getLong("silencedUntil")),
        json.getString("reason"));
  }
}
