package dev.delos.node.proxy;

import dev.delos.node.Rounds;
import dev.delos.protocol.CloseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether this proxy's players still are who is online. So entries that the cluster lost come
 * back, and of two sessions that a split network let in the older one goes.
 */
final class PresenceWatch {
  private static final Logger log = LoggerFactory.getLogger(PresenceWatch.class);

  private final Rounds<Session> rounds;

  PresenceWatch(SessionTable sessions) {
    this.rounds = new Rounds<>(sessions::all, PresenceWatch::look);
  }

  /** Entries may have been lost, or old ones be back. */
  void hurry() {
    rounds.hurry();
  }

  /** To be called each second. */
  void tick() {
    rounds.tick();
  }

  private static void look(Session session) {
    if (!session.isLive()) {
      return;
    }
    session
        .stay()
        .entry()
        .keep()
        .onSuccess(isKept -> closeUnless(isKept, session))
        .onFailure(failure -> log.debug("the presence is out of reach: {}", failure.toString()));
  }

  private static void closeUnless(boolean isKept, Session session) {
    if (!isKept) {
      var unused = session.close(CloseCode.LOGGED_IN_ELSEWHERE, "the account has logged in anew");
    }
  }
}
