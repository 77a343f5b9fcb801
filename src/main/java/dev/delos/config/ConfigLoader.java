package dev.delos.config;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a configuration: the folder {@code conf} (every node in one process), or one role's file in
 * it (that node alone). What all nodes share is in {@code delos.json} beside the roles' files, a
 * mod's settings in {@code mods/<name>/mod.json}. Secrets may come from the environment, which
 * wins.
 */
public final class ConfigLoader {
  /** The database's URL, with its password. */
  public static final String DATABASE_URL = "DELOS_DATABASE_URL";

  /** The key that signs players' tokens. */
  public static final String JWT_SECRET = "DELOS_JWT_SECRET";

  /** What operators show to the master: a token, or lines of a name and a token. */
  public static final String OPERATOR_TOKEN = "DELOS_OPERATOR_TOKEN";

  private static final String SHARED = "delos.json";

  private final Path folder;
  private final Map<String, String> environment;

  private ConfigLoader(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * Reads and checks everything.
   *
   * @param path the folder, or one role's file
   * @throws ConfigException for the first mistake
   */
  public static DelosConfig load(Path path, Map<String, String> environment) {
    if (!Files.exists(path)) {
      throw new ConfigException(
          path, "(file)", "nothing there", "a configuration folder, or a role's file in one");
    }
    boolean all = Files.isDirectory(path);
    Path folder = all ? path : path.resolveSibling("");
    ConfigLoader loader = new ConfigLoader(folder, environment);
    return loader.load(all ? loader.roleFiles() : List.of(path));
  }

  private List<Path> roleFiles() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.endsWith(SHARED))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ConfigException(
          folder, "(folder)", "no readable folder", "a folder with " + SHARED);
    }
  }

  private DelosConfig load(List<Path> roleFiles) {
    Path file = folder.resolve(SHARED);
    JsonObject shared = JsonFile.read(file).checkedBy("delos");
    Mode mode = Mode.valueOf(shared.getString("mode").toUpperCase(Locale.ROOT));
    Path dataDir = path(file, "dataDir", shared.getString("dataDir"));
    Secrets secrets = new Secrets(file, environment, mode);
    List<NodeConfig> nodes = nodes(roleFiles);
    DelosConfig config =
        new DelosConfig(
            file,
            folder.resolve("cluster.yaml"),
            mode,
            dataDir,
            shared.getInteger("minimumMembers", 1),
            database(file, shared.getJsonObject("database", new JsonObject()), mode),
            new LoginReader(file, mode, secrets)
                .read(shared.getJsonObject("login", new JsonObject())),
            secrets.operators(
                OPERATOR_TOKEN, "operatorTokenFile", shared.getString("operatorTokenFile")),
            new TlsReader(file).ofBus(shared),
            nodes,
            mods(nodes));
    if (mode == Mode.PRODUCTION) {
      nodes.forEach(TlsReader::check);
    }
    return config;
  }

  private List<NodeConfig> nodes(List<Path> files) {
    if (files.isEmpty()) {
      throw new ConfigException(
          folder, "(folder)", "no role's file", "at least one, as proxy.json");
    }
    List<NodeConfig> nodes = files.stream().map(NodeConfigReader::read).toList();
    DistinctNodes.check(nodes);
    return nodes.stream()
        .sorted(
            Comparator.comparingInt(ConfigLoader::startOrder)
                .thenComparingInt(NodeConfig::serverId))
        .toList();
  }

  /** What others lean on starts first; players come last. */
  private static int startOrder(NodeConfig node) {
    if (node instanceof ServiceConfig) {
      return 0;
    }
    if (node instanceof ServerConfig) {
      return 1;
    }
    return node instanceof MasterConfig ? 2 : 3;
  }

  private DatabaseConfig database(Path file, JsonObject database, Mode mode) {
    int poolSize = database.getInteger("poolSize", 8);
    Duration outcomeAge = Duration.ofHours(database.getInteger("outcomeHours", 72));
    String fromEnvironment = environment.get(DATABASE_URL);
    if (fromEnvironment != null) {
      return new DatabaseConfig(
          Optional.of(fromEnvironment), "environment", DATABASE_URL, poolSize, outcomeAge);
    }
    Optional<String> url = Optional.ofNullable(database.getString("url"));
    if (url.isEmpty() && mode == Mode.PRODUCTION) {
      throw new ConfigException(
          file, "database.url", "nothing", "a PostgreSQL URL here or in " + DATABASE_URL);
    }
    return new DatabaseConfig(url, file.toString(), "database.url", poolSize, outcomeAge);
  }

  private Map<String, ModConfig> mods(List<NodeConfig> nodes) {
    Map<String, ModConfig> mods = new HashMap<>();
    for (NodeConfig node : nodes) {
      for (String name : node.mods()) {
        mods.computeIfAbsent(name, missing -> mod(node, missing));
      }
    }
    return Map.copyOf(mods);
  }

  private ModConfig mod(NodeConfig node, String name) {
    Path file = folder.resolve("mods").resolve(name).resolve("mod.json");
    if (!Files.exists(file)) {
      throw new ConfigException(
          node.file(), "mods", "\"" + name + "\"", "a mod whose settings are in " + file);
    }
    JsonObject json = JsonFile.read(file).checkedBy("mod");
    if (!json.getString("name").equals(name)) {
      throw new ConfigException(
          file, "name", "\"" + json.getString("name") + "\"", "the folder's name, " + name);
    }
    return new ModConfig(
        file,
        name,
        json.getString("version"),
        strings(json.getJsonArray("module_names")),
        json.getJsonObject("config"));
  }

  static Path path(Path file, String key, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ConfigException(file, key, Json.encode(text), "the path of a file or folder");
    }
  }

  static List<String> strings(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }
}
