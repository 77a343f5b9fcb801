package dev.delos.config;

import java.nio.file.Path;
import java.util.List;

/**
 * A master.
 *
 * @param host the address that operators reach
 * @param port the port that operators reach; 0 takes a free one
 */
public record MasterConfig(
    Path file, int serverId, String type, List<String> mods, String host, int port)
    implements NodeConfig {}
