package dev.delos.protocol;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A player's id as nodes send many of them to each other: in 16 bytes. */
public final class PlayerKey {
  private PlayerKey() {}

  /** The UUID that the id is; for any other text, one of a hash of it. */
  public static UUID of(String playerId) {
    try {
      return UUID.fromString(playerId);
    } catch (IllegalArgumentException e) {
      return UUID.nameUUIDFromBytes(playerId.getBytes(StandardCharsets.UTF_8));
    }
  }
}
