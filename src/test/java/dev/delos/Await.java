package dev.delos;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures, with a limit. */
public final class Await {
  private static final int LIMIT_SECONDS = 20;

  private Await() {}

  /** What the future brings; throws what it fails with. */
  public static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("nothing within " + LIMIT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What the future fails with. */
  public static Throwable failure(Future<?> future) {
    try {
      Object result = get(future);
      throw new AssertionError("did not fail, but brought " + result);
    } catch (RuntimeException e) {
      return e;
    }
  }
}
