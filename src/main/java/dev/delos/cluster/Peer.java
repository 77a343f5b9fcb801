package dev.delos.cluster;

import dev.delos.protocol.Addresses;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageProducer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One node as a receiver of messages.
 *
 * <p>A message goes at once unless the one before is still on its way or was sent in the same turn
 * of the event loop. What gathers meanwhile goes together, in one message of the bus: nothing waits
 * for a timer.
 *
 * <p>A node's address is known to others up to a second after the node listens. So the first
 * message to it is tried until it goes, alone, and what follows waits behind it: nothing is lost to
 * that second, and nothing overtakes.
 */
final class Peer {
  /** Messages that may wait for the socket. */
  static final int MAX_WAITING = 16_384;

  /** Bytes that may wait for the socket; a message that waits alone may be larger. */
  static final int MAX_WAITING_BYTES = 8 * 1024 * 1024;

  /** What goes in one message of the bus; one that goes alone may be larger. */
  private static final int MAX_PACK_BYTES = 64 * 1024;

  private static final Duration TRY_LIMIT = Duration.ofSeconds(1);
  private static final Duration TRY_PERIOD = Duration.ofMillis(50);

  private final Vertx vertx;
  private final Context context;
  private final int serverId;
  private final MessageProducer<Pack> producer;
  private final Deque<Letter> letters = new ArrayDeque<>();
  private boolean isReached;
  private boolean isBusy;
  private boolean isGone;
  private int waiting;
  private long waitingBytes;

  private record Letter(Pack.Message message, Promise<Void> sent, long since) {
    boolean isOverdue() {
      return System.nanoTime() - since > TRY_LIMIT.toNanos();
    }
  }

  Peer(Vertx vertx, Context context, int serverId) {
    this.vertx = vertx;
    this.context = context;
    this.serverId = serverId;
    this.producer = vertx.eventBus().sender(Addresses.node(serverId), PackCodec.options());
  }

  boolean isFullFor(Buffer body) {
    return waiting >= MAX_WAITING
        || (waiting > 0 && waitingBytes + body.length() > MAX_WAITING_BYTES);
  }

  long waitingBytes() {
    return waitingBytes;
  }

  /** Takes a message, which goes with the next {@link #flush} at the latest. */
  Future<Void> add(MessageKind kind, Buffer body) {
    Pack.Message message = new Pack.Message(kind, body);
    Letter letter = new Letter(message, Promise.promise(), since());
    waiting++;
    waitingBytes += body.length();
    letters.add(letter);
    return letter.sent().future();
  }

  /** To ask for the time takes as long as much of a small call does. */
  private long since() {
    return isReached && !letters.isEmpty() ? letters.getLast().since() : System.nanoTime();
  }

  /** Sends what waits, unless something is on its way: then that goes next. */
  void flush() {
    if (!isBusy) {
      sendNext(this::ready);
    }
  }

  /** As {@link #flush}; what is added in the rest of this turn of the event loop goes together. */
  void flushFirst() {
    if (!isBusy) {
      sendNext(() -> context.runOnContext(turn -> ready()));
    }
  }

  /** Nothing is tried any more. */
  void left() {
    isGone = true;
    while (!letters.isEmpty()) {
      done(letters.remove(), Future.failedFuture(nodeLeft()));
    }
  }

  private void sendNext(Runnable afterwards) {
    if (letters.isEmpty()) {
      return;
    }
    isBusy = true;
    List<Letter> next = isReached ? nextPack() : List.of(letters.remove());
    write(next)
        .onComplete(
            written -> {
              if (written.succeeded()) {
                isReached = true;
                next.forEach(letter -> done(letter, written));
                afterwards.run();
              } else {
                notWritten(next);
              }
            });
  }

  private void ready() {
    isBusy = false;
    flushFirst();
  }

  private List<Letter> nextPack() {
    List<Letter> pack = new ArrayList<>();
    int bytes = 0;
    while (!letters.isEmpty()) {
      bytes += PackCodec.size(letters.element().message());
      if (!pack.isEmpty() && bytes > MAX_PACK_BYTES) {
        break;
      }
      pack.add(letters.remove());
    }
    return pack;
  }

  /** Nobody listens at the address: yet, if nothing has ever arrived there, or any more. */
  private void notWritten(List<Letter> pack) {
    if (isReached || isGone || pack.get(0).isOverdue()) {
      pack.forEach(letter -> done(letter, Future.failedFuture(nodeLeft())));
    } else {
      letters.addFirst(pack.get(0));
    }
    isReached = false;
    vertx.setTimer(TRY_PERIOD.toMillis(), id -> ready());
  }

  private Future<Void> write(List<Letter> pack) {
    return producer.write(new Pack(pack.stream().map(Letter::message).toList()));
  }

  private void done(Letter letter, AsyncResult<Void> result) {
    waiting--;
    waitingBytes -= letter.message().body().length();
    letter.sent().handle(result);
  }

  private RpcException nodeLeft() {
    return new RpcException(Code.NODE_LEFT, "node " + serverId + " is gone");
  }
}
