package dev.delos.mods.daily;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits for futures on the test's thread. */
final class Await {
  private Await() {}

  /** Returns what the future brings; throws an exception whose cause is the future's failure. */
  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
