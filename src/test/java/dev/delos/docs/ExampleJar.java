package dev.delos.docs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Packs an example mod of the documents into a jar, as they say. */
public final class ExampleJar {
  private ExampleJar() {}

  /**
   * Writes the jar.
   *
   * @param mod all classes of its package are packed
   * @param resources what else is in it; {@code mod.json} is not
   */
  public static void write(Path jar, Class<?> mod, Path resources) {
    try {
      Path classes = Path.of(mod.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = classes.resolve(mod.getPackageName().replace('.', '/'));
      Files.createDirectories(jar.getParent());
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream entries = new JarOutputStream(out)) {
        addAll(entries, classes, folder);
        addAll(entries, resources, resources.resolve("META-INF"));
        addAll(entries, resources, resources.resolve("sql"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With entries for the folders, without which migrations are not found. */
  private static void addAll(JarOutputStream entries, Path root, Path folder) throws IOException {
    for (Path path : walk(folder)) {
      String name = root.relativize(path).toString();
      entries.putNextEntry(new ZipEntry(Files.isDirectory(path) ? name + "/" : name));
      if (Files.isRegularFile(path)) {
        Files.copy(path, entries);
      }
      entries.closeEntry();
    }
  }

  private static List<Path> walk(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.sorted().toList();
    }
  }
}
