package dev.delos.node.master;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this master is the active one. It asks for the lease, and renews it once it has it. It
 * takes the lease for lost when another one has it, and also by its own clock, which runs from the
 * moment when the last renewal that succeeded was sent: no later than the database's. Belongs to
 * its node's context.
 */
final class MasterLease {
  private static final Logger log = LoggerFactory.getLogger(MasterLease.class);
  private static final Duration RELEASE_LIMIT = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final LeaseTable table;
  private final Listener listener;
  private final Duration time;
  private final Duration renewal;
  private Future<Void> asked = Future.succeededFuture();
  private @Nullable Long ticks;
  private @Nullable Long expiry;
  private long epoch;
  private long heldUntil;
  private boolean stopped;
  private boolean troubled;

  /** Is told on the node's context. */
  interface Listener {
    /** This master is active by a lease of that number. */
    void gained(long epoch);

    /** It is not any more. */
    void lost();
  }

  MasterLease(Vertx vertx, LeaseTable table, MasterLimits limits, Listener listener) {
    this.vertx = vertx;
    this.table = table;
    this.listener = listener;
    this.time = limits.lease();
    this.renewal = limits.renewal();
  }

  /** Begins; completes when the database has answered for the first time, or failed. */
  Future<Void> start() {
    ticks = vertx.setPeriodic(renewal.toMillis(), id -> look());
    look();
    return asked;
  }

  /** The number of the lease, or 0 without one. */
  long epoch() {
    return epoch != 0 && System.nanoTime() - heldUntil < 0 ? epoch : 0;
  }

  /** Whether the lease of that number is held. */
  boolean isHeld(long number) {
    return number != 0 && epoch() == number;
  }

  /** Asks for the lease, or renews it, unless that is on its way. */
  void look() {
    if (!stopped && asked.isComplete()) {
      long sentAt = System.nanoTime();
      asked = (epoch == 0 ? take(sentAt) : renew(epoch, sentAt)).otherwise(this::failed);
    }
  }

  private Future<Void> take(long sentAt) {
    return table
        .take()
        .onSuccess(
            taken -> {
              troubled = false;
              taken.ifPresent(number -> gained(number, sentAt));
            })
        .mapEmpty();
  }

  private void gained(long number, long sentAt) {
    long until = sentAt + time.toNanos();
    // After a long silence it may be over already: then it is asked for anew.
    if (!stopped && System.nanoTime() - until < 0) {
      epoch = number;
      holdUntil(until);
      log.info("this master is active by lease {}", number);
      listener.gained(number);
    }
  }

  private Future<Void> renew(long number, long sentAt) {
    return table
        .renew(number)
        .onSuccess(
            renewed -> {
              troubled = false;
              if (epoch != number) {
                return; // lost by our own clock meanwhile
              }
              if (renewed) {
                holdUntil(sentAt + time.toNanos());
              } else {
                lose("another master has it");
              }
            })
        .mapEmpty();
  }

  private void holdUntil(long until) {
    heldUntil = until;
    cancel(expiry);
    long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
    expiry = vertx.setTimer(left, id -> lose("it was not renewed in time"));
  }

  private void lose(String why) {
    cancel(expiry);
    if (epoch != 0) {
      log.warn("this master is not active any more: lease {} is over, {}", epoch, why);
      epoch = 0;
      listener.lost();
    }
  }

  private @Nullable Void failed(Throwable failure) {
    if (!troubled) {
      troubled = true;
      log.warn("the lease could not be asked for: {}", failure.toString());
    }
    return null;
  }

  /** Gives the lease up at once. Succeeds in any case; a second call has no effect. */
  Future<Void> stop() {
    if (stopped) {
      return Future.succeededFuture();
    }
    stopped = true;
    cancel(ticks);
    lose("this master leaves");
    return asked
        .compose(answered -> table.release())
        .timeout(RELEASE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(this::failed);
  }

  private void cancel(@Nullable Long timer) {
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
