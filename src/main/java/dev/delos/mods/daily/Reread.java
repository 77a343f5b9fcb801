package dev.delos.mods.daily;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something small in the database that is read anew when it is asked for and some seconds old. Who
 * asks at the same time shares one reading.
 */
final class Reread<T> {
  private static final Logger log = LoggerFactory.getLogger(Reread.class);

  /** What is older is read anew, while it still serves. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** What is older doesn't serve: half of the time by which activations are ahead. */
  private static final Duration USABLE = PlanStore.LEAD.dividedBy(2);

  private final String name;
  private final Supplier<Future<T>> reader;
  private @Nullable T known;
  private long readAt;
  private @Nullable Future<T> reading;

  /**
   * Takes how it is read.
   *
   * @param name for the log
   */
  Reread(String name, Supplier<Future<T>> reader) {
    this.name = name;
    this.reader = reader;
  }

  /** As it was some seconds ago at most. */
  Future<T> recent() {
    T found = known;
    long age = System.nanoTime() - readAt;
    if (found == null || age > USABLE.toNanos()) {
      return now();
    }
    if (age > FRESH.toNanos()) {
      now().onFailure(failure -> log.warn("can't read {}: {}", name, failure.toString()));
    }
    return Future.succeededFuture(found);
  }

  /** As it is now in the database. */
  Future<T> now() {
    if (reading != null) {
      return reading;
    }
    long begin = System.nanoTime();
    Future<T> mine =
        reader
            .get()
            .onSuccess(
                found -> {
                  known = found;
                  readAt = begin;
                });
    if (!mine.isComplete()) {
      reading = mine;
      mine.onComplete(done -> reading = null);
    }
    return mine;
  }
}
