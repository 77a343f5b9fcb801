package dev.delos.node.proxy;

import dev.delos.protocol.CloseCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What goes to a session's client: sent as the socket takes it, and kept until it is acknowledged.
 * Belongs to the proxy's context.
 */
final class Outbound {
  /** What may wait for the client's socket beyond what did when it came, in percent of the ring. */
  private static final int UNSENT_PERCENT = 50;

  /**
   * What may be on its way to a client that acknowledges, in percent of the ring: more could be
   * lost with the connection.
   */
  private static final int SENT_PERCENT = 25;

  private static final int HUNDRED = 100;

  private final KeptBytes kept;
  private final boolean isForResume;
  private final EventRing events;
  private @Nullable ClientSession to;
  private boolean isAcknowledged;
  private long acknowledged;
  private int unsentLimit = UNSENT_PERCENT;

  /**
   * Nothing yet.
   *
   * @param isForResume whether what was sent is kept for a client that comes back
   */
  Outbound(KeptBytes kept, boolean isForResume) {
    this.kept = kept;
    this.isForResume = isForResume;
    this.events = new EventRing(kept);
  }

  /** The number of the newest event. */
  long last() {
    return events.last();
  }

  /** The number of the event before the oldest that is kept. */
  long before() {
    return events.before();
  }

  /** Sends what is newer than that number, and all that follows, by a connection. */
  void goOn(ClientSession by, long seq) {
    to = by;
    events.dropUpTo(seq);
    events.rewindTo(seq);
    acknowledged = seq;
    unsentLimit = Math.min(HUNDRED, events.unsentPercent() + UNSENT_PERCENT);
    send();
  }

  /** There is no connection any more: what comes is kept. */
  void pause() {
    to = null;
    events.rewindTo(events.last());
  }

  /** Nothing is kept any more. */
  void end() {
    to = null;
    events.clear();
  }

  void add(EventText event) {
    events.add(event);
    if (!isAcknowledged && kept.isHalf()) {
      shed();
    }
    send();
  }

  /** Sends what the socket takes; a client that leaves too much to be sent is cut off. */
  void send() {
    ClientSession client = to;
    if (client == null) {
      return;
    }
    boolean isSent = false;
    while (events.hasNext() && !events.hasGap() && !client.isFull() && !isAhead()) {
      client.send(events.next());
      isSent = true;
    }
    if (isSent) {
      client.flush();
    }
    if (!isForResume) {
      events.dropUpTo(events.sent());
    }
    if (events.hasGap() || events.unsentPercent() > unsentLimit) {
      var unused =
          client.close(CloseCode.SLOW_READER, "the client does not read what is sent to it");
    } else {
      unsentLimit = Math.min(unsentLimit, events.unsentPercent() + UNSENT_PERCENT);
    }
  }

  /** Too much is on its way to a client that says what it has handled. */
  private boolean isAhead() {
    return isAcknowledged && events.sentPercent() >= SENT_PERCENT;
  }

  /** Gives up what was sent already, so that others have room: only a resume would need it. */
  void shed() {
    boolean isMore = true;
    while (isMore && kept.isHalf()) {
      isMore = events.shed();
    }
  }

  /** Up to which number the client of this connection has handled events, as it says. */
  long acknowledged() {
    return acknowledged;
  }

  /** The client has handled events up to that number; false if that can't be. */
  boolean acknowledge(long seq) {
    if (seq < acknowledged || seq > events.sent()) {
      return false;
    }
    acknowledged = seq;
    isAcknowledged = true;
    events.dropUpTo(seq);
    send();
    return true;
  }

  /** What is kept, with the numbers. */
  JsonObject content() {
    return new JsonObject().put("last", events.last()).put("events", new JsonArray(events.tails()));
  }

  /** Goes on with what another proxy kept. */
  void restore(JsonObject content) {
    JsonArray tails = content.getJsonArray("events");
    events.startAfter(content.getLong("last") - tails.size());
    tails.forEach(tail -> events.add(EventText.of((String) tail)));
  }
}
