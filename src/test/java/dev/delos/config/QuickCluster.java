package dev.delos.config;

import dev.delos.FreePort;
import java.util.UUID;

/** The project's own {@code cluster.yaml} for a test's own cluster, which waits for little. */
public final class QuickCluster {
  private QuickCluster() {}

  /**
   * Sees a frozen member and merges within seconds.
   *
   * @param processes how many there are at most
   */
  public static String of(String yaml, int processes) {
    return yaml.replace("cluster-name: delos", "cluster-name: test-" + UUID.randomUUID())
        .replace("port: 5701", "port: " + FreePort.find())
        .replace("before.join: 1", "before.join: 0")
        .replace("port.try.count: 8", "port.try.count: " + processes)
        .replace("no.heartbeat.seconds: 10", "no.heartbeat.seconds: 5")
        .replace("first.run.delay.seconds: 10", "first.run.delay.seconds: 3")
        .replace("next.run.delay.seconds: 10", "next.run.delay.seconds: 2");
  }
}
