package dev.delos.client;

import dev.delos.client.DelosClient.Closed;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.FrameException;
import dev.delos.protocol.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.EncodeException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a player connected: one connection after the other, and one session as long as the network
 * lets it go on. Belongs to the client's context.
 */
final class Lifeline {
  private static final Logger log = LoggerFactory.getLogger(Lifeline.class);

  private final Vertx vertx;
  private final ClientSockets sockets;
  private final Listener listener;
  private final List<URI> proxies;
  private final String token;
  private final boolean comesBack;
  private final Progress progress = new Progress();
  private final BackOff backOff = new BackOff();
  private Promise<Frame.Welcome> welcome = Promise.promise();
  private @Nullable Link link;
  private int attempts;
  private boolean wasIn;
  private boolean isOver;
  private long ackTimer = -1;

  /** Is told what comes of it. */
  interface Listener {
    void event(Frame.Event event);

    /** The proxy has refused a frame. */
    void fault(Frame.Fault fault);

    /** The connection is lost, and it is over unless the client comes back. */
    void lost(Closed end, boolean comesBack);

    /** There is a connection again. */
    void back(Frame.Welcome welcome);
  }

  Lifeline(
      Vertx vertx,
      ClientSockets sockets,
      Listener listener,
      List<URI> proxies,
      String token,
      boolean comesBack) {
    this.vertx = vertx;
    this.sockets = sockets;
    this.listener = listener;
    this.proxies = List.copyOf(proxies);
    this.token = token;
    this.comesBack = comesBack;
  }

  /** Connects for the first time; if that fails, it is over. */
  Future<Frame.Welcome> begin() {
    return attempt().onFailure(failure -> isOver = true);
  }

  /** Says bye; it is over. */
  Future<Void> leave() {
    isOver = true;
    vertx.cancelTimer(ackTimer);
    Link last = link;
    link = null;
    welcome.tryFail("closed by the client");
    return last == null ? Future.succeededFuture() : last.leave();
  }

  /** Breaks the connection, if there is one. */
  void drop() {
    if (link != null) {
      link.drop();
    }
  }

  /**
   * Says something, now or when there is a connection again; dropped if too much waits, or if no
   * proxy would take it: it would be said again for ever.
   */
  void say(Frame.Notify notify) {
    if (isOver || !wasIn || isRefused(notify)) {
      return;
    }
    progress
        .say(notify)
        .ifPresentOrElse(
            this::sendIfOnline,
            () -> log.warn("too much waits for the proxy: dropped {}", notify.name()));
  }

  private static boolean isRefused(Frame.Notify notify) {
    try {
      String text = FrameCodec.encode(notify.withSeq(Integer.MAX_VALUE));
      if (Limits.isTooLarge(text)) {
        log.error("{} is not sent: allowed: {} bytes", notify.name(), Limits.MAX_FRAME_BYTES);
        return true;
      }
      FrameCodec.decodeFromClient(text);
      return false;
    } catch (FrameException | EncodeException e) {
      log.error("{} is not sent: {}", notify.name(), e.getMessage());
      return true;
    }
  }

  private void sendIfOnline(Frame.FromClient frame) {
    if (link != null && welcome.future().succeeded()) {
      link.send(frame);
    }
  }

  private Future<Frame.Welcome> attempt() {
    URI proxy = proxies.get(attempts++ % proxies.size());
    Promise<Frame.Welcome> mine = Promise.promise();
    welcome = mine;
    return sockets
        .welcomed(proxy, connected -> greet(connected, mine))
        .onFailure(failure -> failed(mine, failure));
  }

  private Future<Frame.Welcome> greet(WebSocket connected, Promise<Frame.Welcome> mine) {
    Link opened = new Link(vertx, connected, this::receive);
    if (mine.future().isComplete()) {
      opened.abandon();
      return mine.future();
    }
    link = opened;
    opened.closed().onSuccess(end -> ended(opened, end, mine));
    opened.send(new Frame.Hello(Limits.PROTOCOL_VERSION, token, progress.resume()));
    return mine.future();
  }

  private void failed(Promise<Frame.Welcome> mine, Throwable failure) {
    mine.tryFail(failure);
    if (link != null) {
      link.abandon();
      link = null;
    }
  }

  private void receive(Link from, Frame.FromProxy frame, int chars) {
    if (from != link) {
      return;
    }
    if (frame instanceof Frame.Event event) {
      handle(event, chars);
    } else if (frame instanceof Frame.Ack ack) {
      progress.taken(ack.seq());
    } else if (frame instanceof Frame.Welcome greeting) {
      welcomed(from, greeting);
    } else if (frame instanceof Frame.Fault fault) {
      listener.fault(fault);
    } else if (frame instanceof Frame.Bye bye) {
      log.debug("the proxy closes: {} {}", bye.code(), bye.message());
    }
  }

  private void handle(Frame.Event event, int chars) {
    if (!progress.isNew(event.seq())) {
      return;
    }
    listener.event(event);
    if (progress.handled(event.seq(), chars)) {
      acknowledge();
    }
  }

  private void acknowledge() {
    progress.ack().ifPresent(this::sendIfOnline);
  }

  private void welcomed(Link by, Frame.Welcome greeting) {
    boolean isBack = wasIn;
    wasIn = true;
    List<Frame.Notify> again = progress.welcomed(greeting);
    backOff.online();
    ackTimer = vertx.setPeriodic(Limits.ACK_WITHIN.toMillis(), id -> acknowledge());
    if (greeting.standing().resumed()) {
      by.send(progress.ackOfWelcome());
    }
    again.forEach(by::send);
    welcome.tryComplete(greeting);
    if (isBack) {
      listener.back(greeting);
    }
  }

  private void ended(Link gone, Closed end, Promise<Frame.Welcome> mine) {
    mine.tryFail(new ConnectionClosedException(end.code(), end.reason()));
    if (gone != link || !mine.future().succeeded()) {
      return;
    }
    vertx.cancelTimer(ackTimer);
    link = null;
    backOff.offline();
    lost(end);
  }

  private void lost(Closed end) {
    isOver = !comesBack || !end.mayComeBack();
    listener.lost(end, !isOver);
    if (!isOver) {
      comeBackLater();
    }
  }

  private void comeBackLater() {
    vertx.setTimer(backOff.nextMs(), id -> comeBack());
  }

  private void comeBack() {
    if (!isOver) {
      attempt().onFailure(this::notBack);
    }
  }

  private void notBack(Throwable failure) {
    Closed end = Closed.of(failure);
    log.debug("not back yet: {}", end);
    if (!isOver && end.mayComeBack()) {
      comeBackLater();
    } else if (!isOver) {
      lost(end);
    }
  }
}
