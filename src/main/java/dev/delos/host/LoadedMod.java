package dev.delos.host;

import dev.delos.config.ConfigException;
import dev.delos.config.ModConfig;
import dev.delos.config.NodeConfig;
import dev.delos.config.Schema;
import dev.delos.sdk.InvalidConfigException;
import dev.delos.sdk.Mod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A mod with its settings, which have been checked. */
public record LoadedMod(Mod mod, ModConfig config) {
  /**
   * The mods that the nodes list, by name.
   *
   * @param found the mods that there are
   * @throws ConfigException if a node lists another, or a mod's settings are wrong
   */
  public static Map<String, LoadedMod> load(
      Map<String, Mod> found, List<NodeConfig> nodes, Map<String, ModConfig> configs) {
    Map<String, LoadedMod> loaded = new HashMap<>();
    for (NodeConfig node : nodes) {
      for (String name : node.mods()) {
        loaded.computeIfAbsent(name, missing -> load(found, node, configs, missing));
      }
    }
    return Map.copyOf(loaded);
  }

  private static LoadedMod load(
      Map<String, Mod> found, NodeConfig node, Map<String, ModConfig> configs, String name) {
    Mod mod = found.get(name);
    if (mod == null) {
      throw new ConfigException(
          node.file(), "mods", "\"" + name + "\"", String.join(", ", found.keySet()));
    }
    ModConfig config = Objects.requireNonNull(configs.get(name), name);
    check(mod, config);
    return new LoadedMod(mod, config);
  }

  private static void check(Mod mod, ModConfig config) {
    Schema.of(mod.configSchema()).check(config.file(), "config", config.config());
    try {
      mod.checkConfig(config.config());
    } catch (InvalidConfigException e) {
      throw new ConfigException(config.file(), "config." + e.key(), e.found(), e.allowed());
    }
  }
}
