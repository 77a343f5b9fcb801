package dev.delos.node.proxy;

import dev.delos.protocol.ClientsEvent.Held;
import dev.delos.protocol.PlayerKey;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sessions on their way between proxies: what a lobby already sends for one that is on the way
 * here, and where those went that have left. Belongs to the proxy's context.
 */
final class Passing {
  /** For how long it is known where a session went. */
  private static final Duration TRACE = Duration.ofSeconds(60);

  private static final int MOST_TRACES = 10_000;

  private final Vertx vertx;
  private final KeptBytes kept;
  private final Map<UUID, EventRing> expected = new HashMap<>();
  private final Map<String, Integer> gone = new HashMap<>();

  Passing(Vertx vertx, KeptBytes kept) {
    this.vertx = vertx;
    this.kept = kept;
  }

  /** A session is on the way here: what comes for it is kept. */
  void expect(String playerId) {
    expected.put(PlayerKey.of(playerId), new EventRing(kept));
  }

  boolean isExpected(String playerId) {
    return expected.containsKey(PlayerKey.of(playerId));
  }

  /** Keeps an event for those of its players whose sessions are on the way here. */
  void keep(List<Held> players, EventText event) {
    if (expected.isEmpty()) {
      return;
    }
    for (Held player : players) {
      EventRing ring = expected.get(player.key());
      if (ring != null) {
        ring.add(event);
      }
    }
  }

  /** The session is here, or won't come: what was kept for it. */
  List<EventText> arrived(String playerId) {
    EventRing ring = expected.remove(PlayerKey.of(playerId));
    if (ring == null) {
      return List.of();
    }
    List<EventText> events = ring.tails().stream().map(EventText::of).toList();
    ring.clear();
    return events;
  }

  /** An account's session is at another proxy from now on. */
  void left(String uid, int proxyId) {
    if (gone.size() < MOST_TRACES) {
      gone.put(uid, proxyId);
      vertx.setTimer(TRACE.toMillis(), id -> gone.remove(uid, proxyId));
    }
  }

  /** An account has a session here. */
  void isHere(String uid) {
    gone.remove(uid);
  }

  /** The proxy to which an account's session went. */
  Optional<Integer> whereTo(String uid) {
    return Optional.ofNullable(gone.get(uid));
  }
}
