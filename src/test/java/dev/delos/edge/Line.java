package dev.delos.edge;

import dev.delos.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.time.Duration;

/** One connection through a {@link Breaker}. */
final class Line {
  private final Context context;
  private final NetSocket near;
  private final NetSocket far;
  private final Way there;
  private final Way back;

  /** Both ends, which must be on this context. */
  Line(Vertx vertx, NetSocket near, NetSocket far) {
    this.context = Vertx.currentContext();
    this.near = near;
    this.far = far;
    this.there = new Way(vertx, near, far);
    this.back = new Way(vertx, far, near);
  }

  /** Completes when both ends are closed. */
  Future<?> ended() {
    return Future.join(there.ended(), back.ended());
  }

  /** Closes both ends at once; what is on the way is lost. */
  void cut() {
    run(
        () -> {
          near.handler(null).close().onComplete(closed -> {});
          far.handler(null).close().onComplete(closed -> {});
        });
  }

  /** Nothing gets through any more, not even an end: as when a cable is pulled. */
  void stall() {
    run(() -> stall(true));
  }

  /** Ends a stall: all that waited gets through. */
  void resume() {
    run(() -> stall(false));
  }

  /** From now on, all that is read waits so long before it goes on. */
  void delay(Duration delay) {
    run(
        () -> {
          there.delay(delay.toMillis());
          back.delay(delay.toMillis());
        });
  }

  private void stall(boolean now) {
    there.stall(now);
    back.stall(now);
  }

  private void run(Runnable work) {
    Await.get(
        Future.<Void>future(
            done ->
                context.runOnContext(
                    now -> {
                      work.run();
                      done.complete();
                    })));
  }
}
