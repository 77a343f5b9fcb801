package dev.delos.sdk;

import io.vertx.core.json.JsonObject;

/**
 * A mod: a name, and the systems that it brings to each role.
 *
 * <p>Delos finds mods through {@link java.util.ServiceLoader}, on the class path and in the jars of
 * the folder {@code mods/}. A node runs those that its configuration lists. Their settings are in
 * {@code conf/mods/<name>/mod.json}; their tables in the class path folder {@code sql/<name>},
 * migrated into a database schema of the mod's name before any of its systems starts.
 */
public interface Mod {
  /**
   * The mod's name: the namespace of its systems, of its settings and of its tables. Lower case
   * letters, digits and underscores, a letter first.
   */
  String name();

  /** Names the mod's systems; called once a node. Those of its role are made as they are named. */
  void register(Systems systems);

  /**
   * The JSON Schema (2020-12) of {@code config} in the mod's {@code mod.json}. A {@code
   * description} beside a keyword is shown to the operator as what is allowed. By default nothing
   * is allowed.
   */
  default JsonObject configSchema() {
    return new JsonObject().put("type", "object").put("additionalProperties", false);
  }

  /**
   * Checks what a schema can't say. Called once before any node starts, with a configuration that
   * satisfies {@link #configSchema()}.
   *
   * @throws InvalidConfigException naming the first mistake; nothing starts then
   */
  default void checkConfig(JsonObject config) {}
}
