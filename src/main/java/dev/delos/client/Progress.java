package dev.delos.client;

import dev.delos.protocol.Frame;
import dev.delos.protocol.Limits;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * How far a session has come: the last event that was handled, and what the client has said that
 * the proxy may not have taken yet. Belongs to the client's context.
 */
final class Progress {
  /** What waits for the proxy's acknowledgement at most; past it, what is said is dropped. */
  static final int MOST_UNTAKEN = 1_024;

  private final Queue<Frame.Notify> untaken = new ArrayDeque<>();
  private @Nullable String id;
  private boolean isNumbered;
  private long said;
  private long handled;
  private long acknowledged;
  private long unacknowledgedChars;

  /** Takes up what another client has left. */
  void recall(Frame.Resume left) {
    id = left.id();
    isNumbered = true;
    handled = left.seq();
  }

  /** The session that goes on, or may, and how far it has come; empty for none. */
  Optional<Frame.Resume> resume() {
    return Optional.ofNullable(isNumbered ? id : null).map(mine -> new Frame.Resume(mine, handled));
  }

  /**
   * A session begins or goes on.
   *
   * @return what is to be said again
   */
  List<Frame.Notify> welcomed(Frame.Welcome welcome) {
    Frame.Standing standing = welcome.standing();
    id = welcome.playerId();
    isNumbered = standing.resumeSeconds() > 0;
    handled = standing.seq();
    acknowledged = handled;
    unacknowledgedChars = 0;
    if (standing.resumed() && standing.received().isPresent()) {
      long received = standing.received().getAsLong();
      taken(received);
      // More than was said here: another client said it.
      said = Math.max(said, received);
    } else {
      untaken.clear();
      said = 0;
    }
    return List.copyOf(untaken);
  }

  /** Gives an event its number and keeps it; empty if too much waits already. */
  Optional<Frame.Notify> say(Frame.Notify notify) {
    if (!isNumbered) {
      return Optional.of(notify);
    }
    if (untaken.size() >= MOST_UNTAKEN) {
      return Optional.empty();
    }
    Frame.Notify numbered = notify.withSeq(++said);
    untaken.add(numbered);
    return Optional.of(numbered);
  }

  /** The proxy has taken what was said up to that number. */
  void taken(long seq) {
    while (!untaken.isEmpty() && untaken.element().seq() <= seq) {
      untaken.remove();
    }
  }

  /** Whether an event is to be handled: false if it was already. */
  boolean isNew(long seq) {
    return seq == Frame.NO_SEQ || seq > handled;
  }

  /** An event was handled; whether the proxy should hear of it soon. */
  boolean handled(long seq, int chars) {
    handled = Math.max(handled, seq);
    unacknowledgedChars += chars;
    return handled - acknowledged >= Limits.ACK_EVERY
        || unacknowledgedChars >= Limits.ACK_EVERY_BYTES;
  }

  /** What to acknowledge, if there is something. */
  Optional<Frame.Ack> ack() {
    if (!isNumbered || handled == acknowledged) {
      return Optional.empty();
    }
    acknowledged = handled;
    unacknowledgedChars = 0;
    return Optional.of(ackAgain());
  }

  /** Says the last acknowledgement anew: the proxy answers it. */
  Frame.Ack ackAgain() {
    return new Frame.Ack(acknowledged);
  }
}
