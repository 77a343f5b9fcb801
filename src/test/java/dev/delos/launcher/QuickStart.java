package dev.delos.launcher;

import dev.delos.Folders;
import dev.delos.config.ConfFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the packaged jar starts quickly: without the slow compiler, and with an archive of the
 * classes that it loads, which a first process leaves behind.
 */
final class QuickStart {
  private static final List<String> OPTIONS =
      List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

  /** Of this jar and this JVM: another one would not use it. */
  private static final Path ARCHIVE =
      Path.of("target", "delos-" + Runtime.version() + ".jsa").toAbsolutePath();

  private QuickStart() {}

  /** Options for a process of that jar. */
  static List<String> options(Path jar) {
    return jar.equals(DelosProcess.jar()) ? with("SharedArchiveFile", archive(jar)) : OPTIONS;
  }

  private static List<String> with(String option, Path file) {
    return Stream.concat(OPTIONS.stream(), Stream.of("-XX:" + option + "=" + file)).toList();
  }

  private static synchronized Path archive(Path jar) {
    try {
      if (!Files.exists(ARCHIVE)
          || Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(jar)) < 0) {
        make();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ARCHIVE;
  }

  /** All roles in one process load what each of them does. */
  private static void make() throws IOException {
    Path directory = Files.createTempDirectory("archive");
    Path made = directory.resolve("delos.jsa");
    ConfFolder conf = ConfFolder.copyTo(directory);
    try (DelosProcess process =
        DelosProcess.run(with("ArchiveClassesAtExit", made), conf, Map.of())) {
      process.awaitReady();
    }
    Files.move(made, ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
    Folders.delete(directory);
  }
}
