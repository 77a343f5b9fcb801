package dev.delos.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.delos.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * What this JVM does for something: processor time, without that which it needs while nothing
 * happens.
 *
 * @param count how often the thing was done
 * @param cpu nanoseconds of all processors together
 * @param wall nanoseconds that it took
 */
record Work(long count, double cpu, long wall) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** The processor time that this JVM needs in a nanosecond while nothing happens. */
  static double idle(Vertx vertx, Duration time) {
    Work idle = of(0, () -> waitFor(vertx, time));
    return idle.cpu / idle.wall;
  }

  /**
   * Does something and says what it cost.
   *
   * @param something tells how often it was done
   */
  static Work of(double idle, Callable<Long> something) {
    long cpu = SYSTEM.getProcessCpuTime();
    long begin = System.nanoTime();
    try {
      long count = something.call();
      long wall = System.nanoTime() - begin;
      return new Work(count, SYSTEM.getProcessCpuTime() - cpu - idle * wall, wall);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Some time passes in which others work. */
  static long waitFor(Vertx vertx, Duration time) {
    Future<Void> over = vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    Await.get(over);
    return 1;
  }

  double cpuMicrosEach() {
    return cpu / 1e3 / count;
  }

  double wallMicrosEach() {
    return wall / 1e3 / count;
  }

  double cpuMillis() {
    return cpu / 1e6;
  }
}
