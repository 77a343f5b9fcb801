package dev.delos.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A proxy.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 */
public record ProxyConfig(
    Path file,
    int serverId,
    String type,
    String host,
    int port,
    Optional<HealthConfig> health,
    SessionConfig sessions,
    EdgeConfig edge,
    TlsConfig tls)
    implements NodeConfig {
  @Override
  public List<String> mods() {
    return List.of();
  }
}
