package dev.delos.config;

import java.nio.file.Path;
import java.util.List;

/** A service. */
public record ServiceConfig(Path file, int serverId, String type, List<String> mods)
    implements NodeConfig {}
