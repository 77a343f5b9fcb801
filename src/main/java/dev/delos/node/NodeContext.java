package dev.delos.node;

import dev.delos.config.NodeConfig;
import dev.delos.host.LoadedMod;
import dev.delos.protocol.NodeInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the process gives to each of its nodes.
 *
 * @param version of Delos
 * @param mods those that any of the nodes runs, by name
 */
public record NodeContext(Clock clock, String version, Map<String, LoadedMod> mods) {
  /** What a node of this process says of itself when it starts. */
  public NodeInfo describe(NodeConfig config, String role) {
    return NodeInfo.starting(
        config.serverId(), clock.millis(), role, config.type(), config.mods(), version);
  }

  /** The mods that a node runs, in the order of its configuration. */
  public List<LoadedMod> modsOf(NodeConfig config) {
    return config.mods().stream().map(name -> Objects.requireNonNull(mods.get(name))).toList();
  }
}
