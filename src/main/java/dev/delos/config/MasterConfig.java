package dev.delos.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A master.
 *
 * @param host the address that operators reach
 * @param port the port that operators reach; 0 takes a free one
 */
public record MasterConfig(
    Path file,
    int serverId,
    String type,
    List<String> mods,
    String host,
    int port,
    Optional<HealthConfig> health,
    TlsConfig tls)
    implements NodeConfig {}
