package dev.delos.host;

import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes stored replies that are old enough, some at a time, so that no lock is held for long.
 * Several may clean at once: they pass over each other's rows. Belongs to its node's context.
 */
public final class OutcomeCleaner {
  private static final Logger log = LoggerFactory.getLogger(OutcomeCleaner.class);

  private final Vertx vertx;
  private final OutcomeStore store;
  private final Duration age;
  private long timer;
  private boolean cleaning;

  /** Cleans nothing yet. */
  public OutcomeCleaner(Vertx vertx, Database database, Duration age) {
    this.vertx = vertx;
    this.store = new OutcomeStore(database);
    this.age = age;
  }

  /** Cleans now and then until {@link #stop}. */
  public void start(Duration period) {
    timer = vertx.setPeriodic(period.toMillis(), id -> clean());
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }

  private void clean() {
    if (cleaning) {
      return;
    }
    cleaning = true;
    cleanAll()
        .onFailure(failure -> log.warn("old outcomes stay for now: {}", failure.toString()))
        .onComplete(done -> cleaning = false);
  }

  private Future<Void> cleanAll() {
    return store.clean(age).compose(more -> more ? cleanAll() : Future.succeededFuture());
  }
}
