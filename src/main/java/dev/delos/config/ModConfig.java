package dev.delos.config;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;

/**
 * A mod's {@code mod.json}.
 *
 * @param moduleNames the RPC modules that its service systems may answer
 * @param config the mod's own settings; a copy is given out, this one stays as read
 */
public record ModConfig(
    Path file, String name, String version, List<String> moduleNames, JsonObject config) {
  @Override
  public JsonObject config() {
    return config.copy();
  }
}
