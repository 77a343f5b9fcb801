package dev.delos.node.server;

import dev.delos.sdk.InvalidRequestException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many players this node takes: a place that is kept for one who is on the way counts as taken,
 * for some seconds. Belongs to the node's context.
 */
final class Places {
  /** From the promise until the player has left the other server and is here. */
  static final Duration KEPT = Duration.ofSeconds(8);

  /** For how many a place is kept at the same time, with a limit of players or without. */
  static final int MOST_KEPT = 1_024;

  private final PlayerTable players;
  private final int maxPlayers;
  private final LongSupplier nanoTime;

  /** Until when a place is kept, by uid; the oldest first. */
  private final Map<String, Long> kept = new LinkedHashMap<>();

  Places(PlayerTable players, int maxPlayers, LongSupplier nanoTime) {
    this.players = players;
    this.maxPlayers = maxPlayers;
    this.nanoTime = nanoTime;
  }

  /** Keeps a place for an account's player; refuses if there is none. */
  void keep(String uid) {
    check(uid);
    release(uid);
    if (kept.size() >= MOST_KEPT) {
      throw new InvalidRequestException("too many players are on the way to this node");
    }
    kept.put(uid, nanoTime.getAsLong() + KEPT.toNanos());
  }

  /** Refuses an account's player for whom there is no place. */
  void check(String uid) {
    long now = nanoTime.getAsLong();
    Iterator<Long> oldest = kept.values().iterator();
    while (oldest.hasNext() && oldest.next() - now < 0) {
      oldest.remove();
    }
    boolean hasOne = kept.containsKey(uid) || players.seatOf(uid).isPresent();
    if (!hasOne && players.size() + kept.size() >= maxPlayers) {
      throw new InvalidRequestException("the node is full: it takes " + maxPlayers + " players");
    }
  }

  /** The player is here, or does not come. */
  void release(String uid) {
    kept.remove(uid);
  }
}
