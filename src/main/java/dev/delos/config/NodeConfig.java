package dev.delos.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What every node is told. */
public sealed interface NodeConfig permits ProxyConfig, ServerConfig, ServiceConfig, MasterConfig {
  /** The file that this came from, for errors that only show at run time. */
  Path file();

  /** Unique in the network. */
  int serverId();

  /** The kind of node: {@code lobby}, {@code daily_service}, … */
  String type();

  /** The mods to run, by name. */
  List<String> mods();

  /** Where it answers health checks; empty for nowhere. */
  Optional<HealthConfig> health();
}
