package dev.delos.cluster;

import dev.delos.protocol.Addresses;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageProducer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * One node as a receiver of messages.
 *
 * <p>A node's address is known to others up to a second after the node listens. So the first
 * message to it is tried until it goes, alone, and what follows waits behind it: nothing is lost to
 * that second, and nothing overtakes.
 */
final class Peer {
  /** Messages that may wait for the socket. */
  static final int MAX_WAITING = 4_096;

  /** Bytes that may wait for the socket; a message that waits alone may be larger. */
  static final int MAX_WAITING_BYTES = 8 * 1024 * 1024;

  private static final Duration TRY_LIMIT = Duration.ofSeconds(1);
  private static final Duration TRY_PERIOD = Duration.ofMillis(50);

  private final Vertx vertx;
  private final int serverId;
  private final Queue<Letter> behindFirst = new ArrayDeque<>();
  private boolean reached;
  private boolean trying;
  private boolean gone;
  private int waiting;
  private long waitingBytes;

  private record Letter(MessageKind kind, Buffer body, Promise<Void> sent, long since) {
    boolean isOverdue() {
      return System.nanoTime() - since > TRY_LIMIT.toNanos();
    }
  }

  Peer(Vertx vertx, int serverId) {
    this.vertx = vertx;
    this.serverId = serverId;
  }

  boolean isFullFor(Buffer body) {
    return waiting >= MAX_WAITING
        || (waiting > 0 && waitingBytes + body.length() > MAX_WAITING_BYTES);
  }

  long waitingBytes() {
    return waitingBytes;
  }

  Future<Void> send(MessageKind kind, Buffer body) {
    Letter letter = new Letter(kind, body, Promise.promise(), System.nanoTime());
    waiting++;
    waitingBytes += body.length();
    Future<Void> sent =
        letter
            .sent()
            .future()
            .onComplete(
                done -> {
                  waiting--;
                  waitingBytes -= body.length();
                });
    if (reached) {
      write(letter).onComplete(letter.sent());
    } else {
      behindFirst.add(letter);
      tryFirst();
    }
    return sent;
  }

  /** Nothing is tried any more. */
  void left() {
    gone = true;
    failAll(List.copyOf(behindFirst));
  }

  private void tryFirst() {
    Letter first = behindFirst.peek();
    if (trying || gone || first == null) {
      return;
    }
    trying = true;
    write(first).onSuccess(written -> reached()).onFailure(failure -> tryAgain(first, failure));
  }

  private void reached() {
    trying = false;
    reached = true;
    Letter first = behindFirst.poll();
    if (first != null) {
      first.sent().tryComplete();
    }
    while (!behindFirst.isEmpty()) {
      Letter next = behindFirst.remove();
      write(next).onComplete(next.sent());
    }
  }

  private void tryAgain(Letter first, Throwable failure) {
    if (first.isOverdue() && behindFirst.remove(first)) {
      first.sent().tryFail(failure);
    }
    vertx.setTimer(
        TRY_PERIOD.toMillis(),
        id -> {
          trying = false;
          tryFirst();
        });
  }

  private Future<Void> write(Letter letter) {
    MessageProducer<Buffer> producer =
        vertx.eventBus().sender(Addresses.node(serverId), letter.kind().delivery());
    return producer.write(letter.body()).recover(failure -> unreachable());
  }

  private Future<Void> unreachable() {
    reached = false;
    return Future.failedFuture(nodeLeft());
  }

  private void failAll(List<Letter> letters) {
    behindFirst.clear();
    letters.forEach(letter -> letter.sent().tryFail(nodeLeft()));
  }

  private RpcException nodeLeft() {
    return new RpcException(Code.NODE_LEFT, "node " + serverId + " is gone");
  }
}
