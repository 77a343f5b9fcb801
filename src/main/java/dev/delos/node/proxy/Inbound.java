package dev.delos.node.proxy;

import dev.delos.protocol.Frame;
import dev.delos.protocol.Limits;

/** Which of a client's numbered events were taken, and which of them the client knows of. */
final class Inbound {
  private long received;
  private long told;

  /** What to do with an event of the client. */
  enum Receipt {
    /** Goes on its way. */
    TAKEN,
    /** Was taken before. */
    REPEATED,
    /** One before it is missing. */
    AHEAD
  }

  /** Takes an event by its number, if it has one. */
  Receipt take(long seq) {
    if (seq == Frame.NO_SEQ) {
      return Receipt.TAKEN;
    }
    if (seq != received + 1) {
      return seq > received ? Receipt.AHEAD : Receipt.REPEATED;
    }
    received = seq;
    return Receipt.TAKEN;
  }

  long received() {
    return received;
  }

  /** The session goes on as it was elsewhere. */
  void restore(long oldReceived) {
    received = oldReceived;
  }

  boolean owesMany() {
    return received - told >= Limits.ACK_EVERY;
  }

  boolean owes() {
    return received > told;
  }

  /** The client is told what was received. */
  void told() {
    told = received;
  }
}
