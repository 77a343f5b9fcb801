package dev.delos.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a process is told, read once.
 *
 * @param file where what all nodes share stands
 * @param clusterFile how the process finds others; read only if it joins a cluster
 * @param mode what the network is for
 * @param dataDir where this machine keeps what it makes: the embedded database, keys
 * @param minimumMembers with fewer processes in the cluster, a node isn't ready
 * @param nodes the nodes of this process, in the order of their start
 * @param mods the settings of each mod that a node lists, by name
 * @param busTls TLS between processes; empty: none
 * @param operators who may give commands to the master; empty in {@link Mode#DEV}: one is made
 */
public record DelosConfig(
    Path file,
    Path clusterFile,
    Mode mode,
    Path dataDir,
    int minimumMembers,
    DatabaseConfig database,
    LoginConfig login,
    List<Operator> operators,
    Optional<BusTls> busTls,
    List<NodeConfig> nodes,
    Map<String, ModConfig> mods) {
  @Override
  public String toString() {
    return "DelosConfig[mode=" + mode + ", dataDir=" + dataDir + ", nodes=" + nodes + "]";
  }
}
