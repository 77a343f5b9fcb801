package dev.delos.bots;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files, and so connections, this process may have open. */
final class OpenFiles {
  /**
   * The jar, the logs, the event loops, the logins over HTTP, connections that are being closed.
   */
  private static final int OTHERS = 500;

  private OpenFiles() {}

  /** Refuses a run that the limit would break in the middle. */
  static void check(int connections) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      check(connections, system.getMaxFileDescriptorCount());
    }
  }

  static void check(int connections, long limit) {
    long needed = (long) connections + OTHERS;
    if (limit < needed) {
      throw OptionReader.refuse(
          "--count",
          connections
              + ", for which the limit of open files of this process, "
              + limit
              + ", is too low",
          "at most " + Math.max(0, limit - OTHERS) + "; or raise the limit: ulimit -n " + needed);
    }
  }
}
