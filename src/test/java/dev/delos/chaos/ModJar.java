package dev.delos.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Packs a mod of the tests into a jar, as its author would. */
public final class ModJar {
  private ModJar() {}

  /** Writes the jar with a mod's classes and its service file. */
  public static void write(Path jar, Class<?> mod) throws IOException, URISyntaxException {
    Path root = Path.of(mod.getProtectionDomain().getCodeSource().getLocation().toURI());
    String prefix = mod.getName().replace('.', '/');
    Files.createDirectories(jar.getParent());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : classes(root.resolve(prefix).getParent(), mod.getSimpleName())) {
        add(entries, root.relativize(file).toString(), Files.readAllBytes(file));
      }
      add(
          entries,
          "META-INF/services/dev.delos.sdk.Mod",
          mod.getName().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<Path> classes(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().equals(name + ".class")
                      || file.getFileName().toString().startsWith(name + "$"))
          .toList();
    }
  }

  private static void add(JarOutputStream entries, String name, byte[] content) throws IOException {
    entries.putNextEntry(new ZipEntry(name));
    entries.write(content);
    entries.closeEntry();
  }
}
