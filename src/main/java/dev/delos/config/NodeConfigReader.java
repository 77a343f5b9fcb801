package dev.delos.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** One role's file into its record. */
final class NodeConfigReader {
  private static final String ROLES = "proxy, lobby, game, service or master";

  private NodeConfigReader() {}

  static NodeConfig read(Path path) {
    JsonFile file = JsonFile.read(path);
    Object role = file.json().getValue("role");
    if (!(role instanceof String name)) {
      throw new ConfigException(path, "role", role == null ? "nothing" : role.toString(), ROLES);
    }
    return switch (name) {
      case "proxy" -> proxy(path, file.checkedBy("proxy"));
      case "lobby", "game" -> server(path, file.checkedBy("server"));
      case "service" -> service(path, file.checkedBy("service"));
      case "master" -> master(path, file.checkedBy("master"));
      default -> throw new ConfigException(path, "role", "\"" + name + "\"", ROLES);
    };
  }

  private static ProxyConfig proxy(Path path, JsonObject json) {
    return new ProxyConfig(
        path,
        json.getInteger("serverId"),
        type(json),
        host(json),
        json.getInteger("port"),
        health(json),
        sessions(json));
  }

  private static SessionConfig sessions(JsonObject json) {
    SessionConfig otherwise = SessionConfig.DEFAULT;
    Integer resume = json.getInteger("resumeSeconds");
    Integer ping = json.getInteger("pingSeconds");
    Integer megabytes = json.getInteger("resumeMegabytes");
    return new SessionConfig(
        resume == null ? otherwise.resume() : Duration.ofSeconds(resume),
        ping == null ? otherwise.ping() : Duration.ofSeconds(ping),
        megabytes == null ? otherwise.keptBytes() : (long) megabytes << 20);
  }

  private static ServerConfig server(Path path, JsonObject json) {
    ServerConfig.Role role =
        ServerConfig.Role.valueOf(json.getString("role").toUpperCase(Locale.ROOT));
    return new ServerConfig(
        path,
        json.getInteger("serverId"),
        role,
        type(json),
        mods(json),
        maxPlayers(json),
        health(json));
  }

  private static OptionalInt maxPlayers(JsonObject json) {
    Integer most = json.getInteger("maxPlayers");
    return most == null ? OptionalInt.empty() : OptionalInt.of(most);
  }

  private static ServiceConfig service(Path path, JsonObject json) {
    return new ServiceConfig(
        path, json.getInteger("serverId"), type(json), mods(json), health(json));
  }

  private static MasterConfig master(Path path, JsonObject json) {
    return new MasterConfig(
        path,
        json.getInteger("serverId"),
        type(json),
        mods(json),
        host(json),
        json.getInteger("port"),
        health(json));
  }

  private static String type(JsonObject json) {
    return json.getString("type", json.getString("role"));
  }

  private static String host(JsonObject json) {
    return json.getString("host", "127.0.0.1");
  }

  private static Optional<HealthConfig> health(JsonObject json) {
    return Optional.ofNullable(json.getJsonObject("health"))
        .map(health -> new HealthConfig(host(health), health.getInteger("port")));
  }

  private static List<String> mods(JsonObject json) {
    return ConfigLoader.strings(json.getJsonArray("mods", new JsonArray()));
  }
}
