package dev.delos.node.proxy;

import java.util.function.LongSupplier;

/** A rate with a reserve: so much in a second on average, and a burst that was saved up. */
final class Bucket {
  private static final double SECOND = 1e9;

  private final LongSupplier nanos;
  private final double perSecond;
  private final double most;
  private double left;
  private long at;

  /** One that is full. */
  Bucket(LongSupplier nanos, double perSecond, double most) {
    this.nanos = nanos;
    this.perSecond = perSecond;
    this.most = most;
    this.left = most;
    this.at = nanos.getAsLong();
  }

  /** Takes so much if there is that; else nothing. */
  boolean take(int amount) {
    fill();
    if (left < amount) {
      return false;
    }
    left -= amount;
    return true;
  }

  boolean isFull() {
    fill();
    return left >= most;
  }

  private void fill() {
    long now = nanos.getAsLong();
    left = Math.min(most, left + (now - at) / SECOND * perSecond);
    at = now;
  }
}
