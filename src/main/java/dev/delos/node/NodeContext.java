package dev.delos.node;

import dev.delos.config.NodeConfig;
import dev.delos.host.LoadedMod;
import dev.delos.protocol.NodeInfo;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * What the process gives to each of its nodes.
 *
 * @param version of Delos
 * @param mods those that any of the nodes runs, by name
 * @param minimumMembers with fewer processes in the cluster, a node isn't ready
 * @param database asks the process's database whether it is there; empty without one
 * @param outcomeAge after how long the replies to idempotent requests are forgotten
 * @param drainLimit what a node that leaves may take to give away its players and end its work
 * @param retire takes a node out of the process that an operator has told to drain, by server id
 * @param healthPorts told the server id and port of each node that answers health checks
 * @param meters of all nodes of the process
 */
public record NodeContext(
    Clock clock,
    String version,
    Map<String, LoadedMod> mods,
    int minimumMembers,
    Optional<Supplier<Future<Void>>> database,
    Duration outcomeAge,
    Duration drainLimit,
    IntConsumer retire,
    BiConsumer<Integer, Integer> healthPorts,
    PrometheusMeterRegistry meters) {
  /** What a node of this process says of itself when it starts. */
  NodeInfo describe(NodeConfig config, String role) {
    return NodeInfo.starting(
        config.serverId(), clock.millis(), role, config.type(), config.mods(), version);
  }

  /** The mods that a node runs, in the order of its configuration. */
  public List<LoadedMod> modsOf(NodeConfig config) {
    return config.mods().stream().map(name -> Objects.requireNonNull(mods.get(name))).toList();
  }
}
