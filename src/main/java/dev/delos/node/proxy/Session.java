package dev.delos.node.proxy;

import dev.delos.protocol.CloseCode;
import dev.delos.protocol.ErrorCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.Loss;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
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

  private static final long NOT_ADOPTED = -1;

  /** How long a page that a browser has closed may take to be there again. */
  private static final Duration RELOAD_LIMIT = Duration.ofSeconds(10);

  private final SessionTable table;
  private final Stay stay;
  private final Outbound events;
  private final Inbound heard = new Inbound();
  private final Promise<Void> ended = Promise.promise();
  private Future<Void> given = Future.succeededFuture();
  private @Nullable ClientSession connection;
  private boolean isLive;
  private boolean isOver;
  private long adoptedAt = NOT_ADOPTED;
  private long waitTimer = -1;

  /**
   * A session that has not begun.
   *
   * @param stay of its player, given what closes the session
   */
  Session(SessionTable table, Function<Consumer<RefusedException>, Stay> stay) {
    this.table = table;
    this.events = new Outbound(table.kept(), !table.config().resume().isZero());
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
    return isLive() && (seq <= events.last() || isInOldNumbers(seq));
  }

  /** Whether the client has not heard yet that its proxy was gone. */
  private boolean isInOldNumbers(long seq) {
    return adoptedAt != NOT_ADOPTED && (seq == adoptedAt || seq > events.last());
  }

  /**
   * It was another proxy's, which is gone with what it had: both sides number anew.
   *
   * @param seq what the client had handled by then, in the old numbers
   */
  void adopted(long seq) {
    adoptedAt = seq;
    isLive = true;
  }

  /** What goes on at another proxy. */
  JsonObject content() {
    return events.content().put("received", heard.received());
  }

  /** Goes on as it was at another proxy. */
  void restore(JsonObject content) {
    heard.restore(content.getLong("received"));
    events.restore(content);
    isLive = true;
  }

  /** Where it stands for a client that has just logged in. */
  Frame.Standing standing(Optional<Loss> loss) {
    return standing(false, events.before(), loss);
  }

  /** Where it stands for a client that comes back, and has handled events up to that number. */
  Frame.Standing standingFrom(long seq) {
    if (isInOldNumbers(seq)) {
      return new Frame.Standing(
          true,
          events.before(),
          OptionalLong.empty(),
          resumeSeconds(),
          Optional.of(Loss.PROXY_DIED));
    }
    boolean isDropped = seq < events.before();
    return standing(
        true,
        isDropped ? events.before() : seq,
        Optional.of(isDropped ? Loss.EVENTS_DROPPED : Loss.NONE));
  }

  private Frame.Standing standing(boolean resumed, long seq, Optional<Loss> loss) {
    return new Frame.Standing(
        resumed, seq, OptionalLong.of(heard.received()), resumeSeconds(), loss);
  }

  private int resumeSeconds() {
    return table.config().resumeSeconds();
  }

  /** Sends what is newer than that number, and all that follows, by a connection. */
  void goOn(ClientSession by, long seq) {
    ClientSession before = connection;
    connection = by;
    isLive = true;
    table.vertx().cancelTimer(waitTimer);
    table.waitsNoMore(this);
    heard.told();
    if (before != null && before != by) {
      var unused = before.close(CloseCode.LOGGED_IN_ELSEWHERE, "the client has come back anew");
    }
    events.goOn(by, seq);
  }

  /** Sends an event to the client, now or when it can be. */
  void deliver(EventText event) {
    if (isOver) {
      return;
    }
    events.add(event);
  }

  /** Sends what waits for room. */
  void send() {
    events.send();
  }

  /** Gives up what was sent already, so that others have room. */
  void shed() {
    events.shed();
  }

  /**
   * The client has handled events up to that number; false if that can't be. If it has said so
   * before, it asks for a sign of life.
   */
  boolean acknowledge(long seq) {
    boolean isSignWanted = seq == events.acknowledged();
    boolean isGood = events.acknowledge(seq);
    if (isGood) {
      adoptedAt = NOT_ADOPTED;
    }
    if (isSignWanted) {
      sendReceipt();
    }
    return isGood;
  }

  /** An event of the client was refused where it went. */
  void refused(ErrorCode code, String message) {
    ClientSession to = connection;
    if (to == null) {
      return;
    }
    if (code == ErrorCode.BAD_EVENT) {
      to.fault(code, message);
    } else {
      // The player may have been moved, or the node be older than the client.
      to.tell(code, message);
    }
  }

  /** Takes an event of the client by its number, if it has one. */
  Inbound.Receipt receive(long seq) {
    Inbound.Receipt receipt = heard.take(seq);
    if (receipt == Inbound.Receipt.TAKEN && seq != Frame.NO_SEQ) {
      adoptedAt = NOT_ADOPTED;
    }
    if (heard.owesMany()) {
      tellReceived();
    }
    return receipt;
  }

  /** Tells the client which of its events were taken, if it has not been told. */
  void tellReceived() {
    if (isLive && heard.owes()) {
      sendReceipt();
    }
  }

  private void sendReceipt() {
    if (connection != null && !connection.isFull()) {
      heard.told();
      connection.send(new Frame.Ack(heard.received()));
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
    waitForClient();
    return Future.succeededFuture();
  }

  /** Lets go of the connection that there may be, whose client has come back elsewhere. */
  void disconnect() {
    ClientSession before = connection;
    if (before != null) {
      connection = null;
      waitForClient();
      var unused =
          before.close(CloseCode.LOGGED_IN_ELSEWHERE, "the client has come back elsewhere");
    }
  }

  /** There is no connection: the session waits so long for one. */
  void waitForClient() {
    events.pause();
    waitFor(table.config().resume());
    table.waits(this);
  }

  /** A browser has closed the page, or loads it anew: it is soon clear which. */
  void pageLeft() {
    boolean isWaiting = connection == null && !isOver;
    if (isWaiting && table.config().resume().compareTo(RELOAD_LIMIT) > 0) {
      table.vertx().cancelTimer(waitTimer);
      waitFor(RELOAD_LIMIT);
    }
  }

  private void waitFor(Duration limit) {
    waitTimer = table.vertx().setTimer(limit.toMillis(), id -> expired());
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

  /** It goes to another proxy, unless that fails. */
  <T> Future<T> giving(Future<T> away) {
    given = away.transform(over -> Future.succeededFuture());
    return away;
  }

  boolean isBeingGiven() {
    return !given.isComplete();
  }

  /** Completes when it is clear whether it goes on here; at once, unless it is being given away. */
  Future<Void> given() {
    return given;
  }

  /** It goes on at another proxy; nothing is left here. */
  void givenAway() {
    disconnect();
    over();
    stay.givenAway();
    table.remove(this);
    ended.complete();
  }

  private void over() {
    isOver = true;
    table.vertx().cancelTimer(waitTimer);
    table.waitsNoMore(this);
    events.end();
  }

  @Override
  public String toString() {
    return uid() + " (" + id() + ")";
  }
}
