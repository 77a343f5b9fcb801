package dev.delos.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A service. */
public record ServiceConfig(
    Path file, int serverId, String type, List<String> mods, Optional<HealthConfig> health)
    implements NodeConfig {}
