package dev.delos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What kill -9 of the JVM leaves behind, and how the next start deals with it. */
class EmbeddedDatabaseIT {
  private final Path directory;

  EmbeddedDatabaseIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void rowsSurviveAKillOfTheJvmAndTheServerThatItLeftIsStopped() throws Exception {
    try (EmbeddedDatabaseProcess killed = EmbeddedDatabaseProcess.start(directory)) {
      assertThat(killed.isReady()).isTrue();
      killed.kill();
    }
    PostmasterFile leftOver = PostmasterFile.read(cluster()).orElseThrow();
    assertThat(leftOver.process()).isPresent();

    try (EmbeddedDatabase database = start()) {
      assertThat(EmbeddedDatabaseTest.select(database.url(), "SELECT name FROM kept"))
          .containsExactly("a");
      assertThat(leftOver.process()).isEmpty();
    }
  }

  @Test
  void aSecondProcessIsRefusedUntilTheFirstIsKilled() throws Exception {
    try (EmbeddedDatabaseProcess first = EmbeddedDatabaseProcess.start(directory)) {
      assertThat(first.isReady()).isTrue();
      try (EmbeddedDatabaseProcess second = EmbeddedDatabaseProcess.start(directory)) {
        assertThat(second.firstLine())
            .isEqualTo(directory + ": in use by another Delos (process " + first.pid() + ")");
      }
      first.kill();
    }

    start().close();
  }

  @Test
  void aKillWhileTheClusterIsMadeDoesNotStopTheNextStart() throws Exception {
    for (String stage : List.of("data/global", "data/base/1", "data/base/5")) {
      Path home = directory.resolve(stage.replace('/', '-'));
      try (EmbeddedDatabaseProcess killed = EmbeddedDatabaseProcess.start(home)) {
        await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(2))
            .until(() -> fresh(home).stream().anyMatch(p -> Files.exists(p.resolve(stage))));
        killed.kill();
      }

      EmbeddedDatabase.start(home, TestServer.PROGRAMS, EmbeddedDatabase.DURABLE).close();
    }
  }

  @Test
  void aKillWhileTheServerStartsDoesNotStopTheNextStart() throws Exception {
    start().close();
    try (EmbeddedDatabaseProcess killed = EmbeddedDatabaseProcess.start(directory)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> Files.exists(PostmasterFile.in(cluster())));
      killed.kill();
    }

    start().close();
  }

  private EmbeddedDatabase start() {
    return EmbeddedDatabase.start(directory, TestServer.PROGRAMS, EmbeddedDatabase.DURABLE);
  }

  private Path cluster() {
    return directory.resolve("postgresql");
  }

  private static List<Path> fresh(Path home) {
    try {
      return Files.notExists(home)
          ? List.of()
          : FileTree.children(home).stream()
              .filter(path -> path.getFileName().toString().startsWith("postgresql.new-"))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
