package dev.delos.edge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;

/** One direction of a {@link Line}. All on the line's context. */
final class Way {
  private final Vertx vertx;
  private final NetSocket from;
  private final NetSocket to;
  private final Deque<Piece> onTheWay = new ArrayDeque<>();
  private final Promise<Void> ended = Promise.promise();
  private long delayMillis;
  private long lastDue;
  private boolean stalled;

  /** What was read, and when it may go on; null data for the end. */
  private record Piece(Buffer data, long due) {}

  Way(Vertx vertx, NetSocket from, NetSocket to) {
    this.vertx = vertx;
    this.from = from;
    this.to = to;
    from.handler(this::add);
    from.closeHandler(
        gone -> {
          ended.complete();
          add(null);
        });
    to.drainHandler(drained -> read());
  }

  /** Completes when the end that is read from is closed. */
  Future<Void> ended() {
    return ended.future();
  }

  void delay(long millis) {
    delayMillis = millis;
  }

  void stall(boolean now) {
    stalled = now;
    read();
    pass();
  }

  private void read() {
    if (stalled || to.writeQueueFull()) {
      from.pause();
    } else {
      from.resume();
    }
  }

  private void add(Buffer data) {
    long now = System.currentTimeMillis();
    // Nothing overtakes what came before it.
    lastDue = Math.max(lastDue, now + delayMillis);
    onTheWay.add(new Piece(data, lastDue));
    if (lastDue <= now) {
      pass();
    } else {
      vertx.setTimer(lastDue - now, id -> pass());
    }
  }

  private void pass() {
    while (!stalled && !onTheWay.isEmpty() && onTheWay.peek().due() <= System.currentTimeMillis()) {
      Buffer data = onTheWay.poll().data();
      if (data == null) {
        to.close().onComplete(closed -> {});
      } else {
        to.write(data).onFailure(gone -> {});
      }
    }
    read();
  }
}
