package dev.delos.node;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** Lets so many works run at once; the others wait for their turn. Belongs to one context. */
public final class Turnstile {
  private final int most;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int running;

  public Turnstile(int most) {
    this.most = most;
  }

  /** Runs the work, now or when one that runs has ended; brings what it brings. */
  public <T> Future<T> run(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    Runnable turn =
        () ->
            Future.succeededFuture()
                .compose(start -> work.get())
                .onComplete(promise)
                .onComplete(done -> next());
    if (running < most) {
      running++;
      turn.run();
    } else {
      waiting.add(turn);
    }
    return promise.future();
  }

  private void next() {
    Runnable turn = waiting.poll();
    if (turn == null) {
      running--;
    } else {
      turn.run();
    }
  }
}
