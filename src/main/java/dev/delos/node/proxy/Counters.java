package dev.delos.node.proxy;

import dev.delos.config.ClientLimits;
import java.util.function.LongSupplier;

/** What one address or account has taken of its limits. */
final class Counters {
  private static final double MINUTE = 60;
  private static final int KILO = 1024;

  private final Bucket logins;
  private final Bucket frames;
  private final Bucket bytes;
  private int connections;

  private Counters(Bucket logins, Bucket frames, Bucket bytes) {
    this.logins = logins;
    this.frames = frames;
    this.bytes = bytes;
  }

  static Counters of(LongSupplier nanos, int loginsPerMinute, ClientLimits limits) {
    int burst = ClientLimits.BURST_SECONDS;
    int bytes = limits.kilobytes() * KILO;
    return new Counters(
        new Bucket(nanos, loginsPerMinute / MINUTE, loginsPerMinute),
        new Bucket(nanos, limits.frames(), (double) limits.frames() * burst),
        new Bucket(nanos, bytes, (double) bytes * burst));
  }

  boolean takeLogin() {
    return logins.take(1);
  }

  boolean takeFrame(int size) {
    return frames.take(1) && bytes.take(size);
  }

  int connections() {
    return connections;
  }

  void connected() {
    connections++;
  }

  void disconnected() {
    connections--;
  }

  /** Whether it counts nothing any more. */
  boolean isIdle() {
    return connections == 0 && logins.isFull() && frames.isFull() && bytes.isFull();
  }
}
