package dev.delos.config;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A copy of the project's own {@code conf}, on free ports, for a test to change. */
public final class ConfFolder {
  private static final Path ORIGINAL = Path.of("conf");

  private final Path path;

  private ConfFolder(Path path) {
    this.path = path;
  }

  /** A copy in {@code directory/conf}, with its data in {@code directory/data}. */
  public static ConfFolder copyTo(Path directory) {
    ConfFolder folder = new ConfFolder(directory.resolve("conf"));
    try (Stream<Path> files = Files.walk(ORIGINAL)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = folder.path.resolve(ORIGINAL.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder
        .change("delos.json", json -> json.put("dataDir", directory.resolve("data").toString()))
        .change("proxy.json", json -> onFreePorts(json).put("port", 0))
        .change("master.json", json -> onFreePorts(json).put("port", 0))
        .change("lobby.json", ConfFolder::onFreePorts)
        .change("service.json", ConfFolder::onFreePorts);
  }

  private static JsonObject onFreePorts(JsonObject json) {
    return json.put("health", new JsonObject().put("port", 0));
  }

  /** Changes a file. */
  public ConfFolder change(String file, Consumer<JsonObject> change) {
    JsonObject json = new JsonObject(read(file));
    change.accept(json);
    return write(file, json.encodePrettily());
  }

  /** Replaces a file, or makes it. */
  public ConfFolder write(String file, String text) {
    try {
      Files.writeString(path.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a file away. */
  public ConfFolder delete(String file) {
    try {
      Files.delete(path.resolve(file));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path path() {
    return path;
  }

  /** What the configuration says, with nothing in the environment. */
  public DelosConfig load() {
    return load(Map.of());
  }

  public DelosConfig load(Map<String, String> environment) {
    return ConfigLoader.load(path, environment);
  }

  /** The message of the refusal, without the folder's own path. */
  String refusal(Map<String, String> environment) {
    try {
      load(environment);
    } catch (ConfigException e) {
      return e.getMessage().replace(path + "/", "");
    }
    throw new AssertionError("not refused: " + List.of(path));
  }

  private String read(String file) {
    try {
      return Files.readString(path.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
