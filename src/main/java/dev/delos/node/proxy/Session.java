package dev.delos.node.proxy;

import dev.delos.protocol.CloseCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.Limits;
import dev.delos.protocol.Loss;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A player's session: the stay, what is kept for the client, and the connection, while there is
 * one. It outlives a connection that breaks, and waits for the client to come back. Belongs to the
 * proxy's context.
 */
final class Session {
  private static final Logger log = LoggerFactory.getLogger(Session.class);

  /** What may wait for the client's socket beyond what did when it came, in percent of the ring. */
  private static final int UNSENT_PERCENT = 50;

  /**
   * What may be on its way to a client that acknowledges, in percent of the ring: more could be
   * lost with the connection.
   */
  private static final int SENT_PERCENT = 25;

  private static final int HUNDRED = 100;

  private final SessionTable table;
  private final Stay stay;
  private final EventRing events;
  private final Promise<Void> ended = Promise.promise();
  private @Nullable ClientSession connection;
  private boolean isLive;
  private boolean isOver;
  private boolean isAcknowledged;
  private long acknowledged;
  private long received;
  private long receiptTold;
  private int unsentLimit = UNSENT_PERCENT;
  private long waitTimer = -1;

  /**
   * A session that has not begun.
   *
   * @param stay of its player, given what closes the session
   */
  Session(SessionTable table, Function<Consumer<RefusedException>, Stay> stay) {
    this.table = table;
    this.events = new EventRing(table.kept());
    this.stay = stay.apply(this::refuse);
  }

  private void refuse(RefusedException why) {
    var unused = close(why.code(), String.valueOf(why.getMessage()));
  }

  String id() {
    return stay.id();
  }

  String uid() {
    return stay.account().uid();
  }

  Stay stay() {
    return stay;
  }

  /** Whether its client was welcomed and it has not ended. */
  boolean isLive() {
    return isLive && !isOver;
  }

  /** The connection that logs the player in; {@link #goOn} lets events out to it. */
  void begin(ClientSession first) {
    connection = first;
  }

  /** Whether a client that has handled events up to that number may go on with it. */
  boolean canGoOnFrom(long seq) {
    return isLive() && seq <= events.last();
  }

  /** Where it stands for a client that has just logged in. */
  Frame.Standing standing(Optional<Loss> loss) {
    return standing(false, events.before(), loss);
  }

  /** Where it stands for a client that comes back, and has handled events up to that number. */
  Frame.Standing standingFrom(long seq) {
    boolean isDropped = seq < events.before();
    return standing(
        true,
        isDropped ? events.before() : seq,
        Optional.of(isDropped ? Loss.EVENTS_DROPPED : Loss.NONE));
  }

  private Frame.Standing standing(boolean resumed, long seq, Optional<Loss> loss) {
    int resumeSeconds = (int) table.config().resume().toSeconds();
    return new Frame.Standing(resumed, seq, OptionalLong.of(received), resumeSeconds, loss);
  }

  /** Sends what is newer than that number, and all that follows, by a connection. */
  void goOn(ClientSession by, long seq) {
    ClientSession before = connection;
    connection = by;
    isLive = true;
    table.vertx().cancelTimer(waitTimer);
    table.waitsNoMore(this);
    events.dropUpTo(seq);
    events.rewindTo(seq);
    acknowledged = seq;
    receiptTold = received;
    unsentLimit = Math.min(HUNDRED, events.unsentPercent() + UNSENT_PERCENT);
    if (before != null && before != by) {
      var unused = before.close(CloseCode.LOGGED_IN_ELSEWHERE, "the client has come back anew");
    }
    send();
  }

  /** Sends an event to the client, now or when it can be. */
  void deliver(EventText event) {
    if (isOver) {
      return;
    }
    events.add(event);
    if (!isAcknowledged && table.kept().isHalf()) {
      shed();
    }
    send();
  }

  /** Sends what the socket takes; a client that leaves too much to be sent is cut off. */
  void send() {
    if (connection == null || !isLive) {
      return;
    }
    if (events.hasGap()) {
      slow(connection);
      return;
    }
    while (events.hasNext() && !connection.isFull() && !isAhead()) {
      connection.send(events.next());
    }
    if (table.config().resume().isZero()) {
      events.dropUpTo(events.sent());
    }
    if (events.unsentPercent() > unsentLimit) {
      slow(connection);
    } else {
      unsentLimit = Math.min(unsentLimit, events.unsentPercent() + UNSENT_PERCENT);
    }
  }

  /** Too much is on its way to a client that says what it has handled. */
  private boolean isAhead() {
    return isAcknowledged && events.sentPercent() >= SENT_PERCENT;
  }

  private static void slow(ClientSession connection) {
    var unused =
        connection.close(CloseCode.SLOW_READER, "the client does not read what is sent to it");
  }

  /** Gives up what was sent already, so that others have room: only a resume would need it. */
  void shed() {
    while (table.kept().isHalf() && events.shed()) {
      log.trace("{} keeps less", this);
    }
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

  /** What to do with an event of the client. */
  enum Receipt {
    /** Goes on its way. */
    TAKEN,
    /** Was taken before. */
    REPEATED,
    /** One before it is missing. */
    AHEAD
  }

  /** Takes an event of the client by its number, if it has one. */
  Receipt receive(long seq) {
    if (seq == Frame.NO_SEQ) {
      return Receipt.TAKEN;
    }
    if (seq != received + 1) {
      return seq > received ? Receipt.AHEAD : Receipt.REPEATED;
    }
    received = seq;
    if (received - receiptTold >= Limits.ACK_EVERY) {
      tellReceived();
    }
    return Receipt.TAKEN;
  }

  /** Tells the client which of its events were taken, if it has not been told. */
  void tellReceived() {
    if (connection != null && isLive && received > receiptTold && !connection.isFull()) {
      receiptTold = received;
      connection.send(new Frame.Ack(received));
    }
  }

  /** A connection has ended; brings what {@link #end} does, or succeeds if the session goes on. */
  Future<Void> left(ClientSession gone, boolean isInterrupted) {
    if (connection != gone) {
      return Future.succeededFuture();
    }
    connection = null;
    if (isOver || !isInterrupted || table.config().resume().isZero()) {
      return end();
    }
    events.rewindTo(events.last());
    waitTimer = table.vertx().setTimer(table.config().resume().toMillis(), id -> expired());
    table.waits(this);
    return Future.succeededFuture();
  }

  private void expired() {
    log.debug("{} has not come back", this);
    var unused = end();
  }

  /** Closes the connection, and ends unless the client shall come back; see {@link #end}. */
  Future<Void> close(CloseCode code, String message) {
    if (connection != null) {
      return connection.close(code, message);
    }
    return code.keepsSession() ? Future.succeededFuture() : end();
  }

  /**
   * Ends, whatever it is at.
   *
   * @return succeeds once the player is off the lobby and out of the presence, or a limit is over
   */
  Future<Void> end() {
    if (!isOver) {
      over();
      stay.end()
          .onComplete(
              off -> {
                table.remove(this);
                ended.complete();
              });
    }
    return ended.future();
  }

  private void over() {
    isOver = true;
    table.vertx().cancelTimer(waitTimer);
    table.waitsNoMore(this);
    events.clear();
  }

  @Override
  public String toString() {
    return uid() + " (" + id() + ")";
  }
}
