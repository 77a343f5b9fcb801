package dev.delos.config;

import io.netty.util.NetUtil;
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
        sessions(json),
        edge(path, json),
        new TlsReader(path).ofPort(json));
  }

  private static EdgeConfig edge(Path path, JsonObject json) {
    List<String> trusted = strings(json, "trustedProxies");
    trusted.forEach(network -> checkNetwork(path, network));
    return new EdgeConfig(
        limits(json.getJsonObject("limits", new JsonObject())),
        trusted,
        json.getString("forwardedHeader", "X-Forwarded-For").equals("Forwarded")
            ? EdgeConfig.ForwardedHeader.FORWARDED
            : EdgeConfig.ForwardedHeader.X_FORWARDED_FOR,
        strings(json, "origins"));
  }

  private static void checkNetwork(Path path, String network) {
    String[] parts = network.split("/", -1);
    boolean isAddress =
        NetUtil.isValidIpV4Address(parts[0]) || NetUtil.isValidIpV6Address(parts[0]);
    if (!isAddress || Integer.parseInt(parts[1]) > (network.contains(":") ? 128 : 32)) {
      throw new ConfigException(
          path, "trustedProxies", "\"" + network + "\"", "networks such as 10.0.0.0/8");
    }
  }

  private static ClientLimits limits(JsonObject json) {
    ClientLimits otherwise = ClientLimits.DEFAULT;
    return new ClientLimits(
        json.getInteger("connections", otherwise.connections()),
        json.getInteger("addressConnections", otherwise.addressConnections()),
        json.getInteger("loginsAtOnce", otherwise.loginsAtOnce()),
        json.getInteger("addressLogins", otherwise.addressLogins()),
        json.getInteger("accountLogins", otherwise.accountLogins()),
        json.getInteger("frames", otherwise.frames()),
        json.getInteger("kilobytes", otherwise.kilobytes()));
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
        health(json),
        new TlsReader(path).ofPort(json));
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
    return strings(json, "mods");
  }

  private static List<String> strings(JsonObject json, String key) {
    return ConfigLoader.strings(json.getJsonArray(key, new JsonArray()));
  }
}
