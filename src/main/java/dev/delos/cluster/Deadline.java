package dev.delos.cluster;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.time.Duration;

/**
 * Until when the caller of the method that runs waits. It goes with the context from step to step,
 * so that a nested call does not wait for longer.
 */
public final class Deadline implements VertxServiceProvider {
  private static final ContextLocal<Deadline> LOCAL = ContextLocal.registerLocal(Deadline.class);

  private final long nanos;

  /** For the service loader, which makes the local known before there is a Vert.x. */
  public Deadline() {
    this(0);
  }

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  @Override
  public void init(VertxBootstrap builder) {}

  /** So long from now. */
  static Deadline in(Duration timeout) {
    return new Deadline(System.nanoTime() + timeout.toNanos());
  }

  /** Makes it the one of all that the context does from now on. */
  void setOn(Context context) {
    context.putLocal(LOCAL, this);
  }

  /** The timeout, or what is left for the method that runs, if that is less. */
  static Duration atMost(Duration timeout) {
    Context context = Vertx.currentContext();
    Deadline current = context == null ? null : context.getLocal(LOCAL);
    if (current == null) {
      return timeout;
    }
    Duration left = current.left();
    return left.compareTo(timeout) < 0 ? left : timeout;
  }

  /** What is left; negative once it has passed. */
  Duration left() {
    return Duration.ofNanos(nanos - System.nanoTime());
  }

  boolean hasPassed() {
    return nanos - System.nanoTime() <= 0;
  }
}
