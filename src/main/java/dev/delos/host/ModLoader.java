package dev.delos.host;

import dev.delos.config.ConfigException;
import dev.delos.sdk.Mod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds mods through {@link ServiceLoader}: on the class path, and in the jars of a folder. */
public final class ModLoader {
  private ModLoader() {}

  /**
   * The mods that there are, by name.
   *
   * @param folder jars of further mods; may be missing. They stay open as long as the process runs
   * @throws ConfigException if two mods have one name, or one can't be loaded
   */
  public static Map<String, Mod> find(Path folder) {
    Map<String, Mod> mods = new TreeMap<>();
    try {
      for (Mod mod : ServiceLoader.load(Mod.class, loader(folder))) {
        Mod twin = mods.putIfAbsent(mod.name(), mod);
        if (twin != null) {
          throw new ConfigException(folder, mod.name(), both(mod, twin), "one mod of a name");
        }
      }
    } catch (ServiceConfigurationError e) {
      throw new ConfigException(
          folder, "(jar)", String.valueOf(e.getMessage()), "a mod that loads");
    }
    return mods;
  }

  private static String both(Mod one, Mod other) {
    return one.getClass().getName() + " and " + other.getClass().getName();
  }

  private static ClassLoader loader(Path folder) {
    ClassLoader own = ModLoader.class.getClassLoader();
    URL[] jars = jars(folder);
    return jars.length == 0 ? own : new URLClassLoader("mods", jars, own);
  }

  private static URL[] jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return new URL[0];
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(ModLoader::url)
          .toArray(URL[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException("mods in " + folder, e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
