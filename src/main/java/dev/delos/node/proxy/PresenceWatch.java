package dev.delos.node.proxy;

import dev.delos.node.proxy.ClientSession.State;
import dev.delos.protocol.CloseCode;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether this proxy's players still are who is online: a slice of them each second, all
 * within half a minute, and within seconds after nodes have come or gone. So entries that the
 * cluster lost come back, and of two sessions that a split network let in the older one goes.
 */
final class PresenceWatch {
  private static final Logger log = LoggerFactory.getLogger(PresenceWatch.class);
  private static final int ROUND_SECONDS = 30;
  private static final int HURRIED_ROUND_SECONDS = 3;

  private final SessionTable sessions;
  private final Queue<ClientSession> round = new ArrayDeque<>();
  private boolean isHurried;
  private int slice;

  PresenceWatch(SessionTable sessions) {
    this.sessions = sessions;
  }

  /** Nodes have come or gone: begins a new round, a quick one. */
  void hurry() {
    isHurried = true;
    round.clear();
  }

  /** To be called each second. */
  void tick() {
    if (round.isEmpty()) {
      begin();
    }
    for (int i = 0; i < slice && !round.isEmpty(); i++) {
      look(round.remove());
    }
  }

  private void begin() {
    round.addAll(sessions.all());
    int seconds = isHurried ? HURRIED_ROUND_SECONDS : ROUND_SECONDS;
    slice = (round.size() + seconds - 1) / seconds;
    isHurried = false;
  }

  private static void look(ClientSession session) {
    Stay stay = session.stay();
    if (session.state() != State.LIVE || stay == null) {
      return;
    }
    stay.entry()
        .keep()
        .onSuccess(isKept -> closeUnless(isKept, session))
        .onFailure(failure -> log.debug("the presence is out of reach: {}", failure.toString()));
  }

  private static void closeUnless(boolean isKept, ClientSession session) {
    if (!isKept) {
      var unused = session.close(CloseCode.LOGGED_IN_ELSEWHERE, "the account has logged in anew");
    }
  }
}
