package dev.delos.docs;

import dev.delos.client.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** TypeScript's compiler, in a directory where {@code delos.js} is installed. */
final class TypeScript {
  private static final String WEBJAR = "/META-INF/resources/webjars/typescript";
  private static final Path CHECKS = Path.of("src", "test", "resources", "client", "types");
  private static final Path SOURCES = Path.of("js");

  private static final List<String> COMMAND =
      List.of(
          "typescript/_tsc.js",
          "--strict",
          "--noUncheckedIndexedAccess",
          "--exactOptionalPropertyTypes",
          "--noImplicitOverride",
          "--noEmit",
          "--allowJs",
          "--skipDefaultLibCheck",
          "--target",
          "es2022",
          "--module",
          "nodenext");

  private final Path project;

  /** Unpacks it there. */
  TypeScript(Path project) {
    this.project = project;
    try {
      URI jar = TypeScript.class.getResource(WEBJAR).toURI();
      try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
          Stream<Path> versions = Files.list(files.getPath(WEBJAR))) {
        Path version = versions.findFirst().orElseThrow();
        copy(version, project.resolve("typescript"), "package\\.json");
        copy(version.resolve("lib"), project.resolve("typescript"), "_tsc\\.js|lib\\..*\\.d\\.ts");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fails with what the compiler says of the library's types, to a page and to Node. */
  void check() {
    try {
      copy(CHECKS, project, ".*\\.ts");
      copy(SOURCES, project.resolve("declared"), "delos\\.d\\.ts");
      copy(SOURCES, project.resolve("implemented"), "delos\\.js");
      copy(SOURCES.resolve("delos"), project.resolve("implemented").resolve("delos"), ".*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    compile("--lib", "es2022,dom", "mod.ts", "implementation.ts");
    compile("--lib", "es2022", "mod.ts");
  }

  private void compile(String... arguments) {
    List<String> command = new ArrayList<>(COMMAND);
    command.addAll(List.of(arguments));
    var unused = Node.run(project, Node.process(command.toArray(String[]::new)));
  }

  /** The files of a folder whose names match. */
  private static void copy(Path from, Path to, String names) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.matches(names)) {
          Files.copy(file, to.resolve(name));
        }
      }
    }
  }
}
