package dev.delos.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.config.ConfFolder;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command, every role, an embedded PostgreSQL: killed, restarted, stopped. */
class SignInSurvivesKillIT {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  @TempDir Path directory;

  @Test
  void aClaimSurvivesKillMinusNineAndTheSecondStartStopsInOrder() throws IOException {
    ConfFolder conf = ConfFolder.copyTo(directory);
    JsonObject claimed;
    try (DelosProcess first = DelosProcess.run(conf, Map.of()).awaitReady()) {
      claimed = claim(first.page());
      assertThat(claimed.getString("code")).isEqualTo("CLAIMED");
      assertThat(text(first.console())).contains("console.js");
      first.kill();
    }
    long orphan = postmaster();
    assertThat(ProcessHandle.of(orphan)).as("PostgreSQL outlives the JVM").isPresent();

    try (DelosProcess second = DelosProcess.run(conf, Map.of()).awaitReady()) {
      assertThat(postmaster()).isNotEqualTo(orphan);
      JsonObject again = claim(second.page());
      assertThat(again.getString("code")).isEqualTo("ALREADY_CLAIMED");
      assertThat(again.getJsonObject("display").getJsonArray("inventory"))
          .isEqualTo(claimed.getJsonObject("display").getJsonArray("inventory"));
      second.terminate();
      assertThat(second.exitCode(STOP_LIMIT)).isEqualTo(143);
      assertThat(second.err()).doesNotContain("ERROR").doesNotContain("did not stop");
    }
    assertThat(directory.resolve("data/postgresql/postmaster.pid")).doesNotExist();
  }

  @Test
  void aStopInTheMiddleOfTheStartLeavesNothingRunning() {
    ConfFolder conf = ConfFolder.copyTo(directory);
    Path pid = directory.resolve("data/postgresql/postmaster.pid");
    try (DelosProcess process = DelosProcess.run(conf, Map.of())) {
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(pid));
      process.terminate();
      assertThat(process.exitCode(STOP_LIMIT)).isEqualTo(143);
      assertThat(pid).doesNotExist();
      assertThat(process.err()).doesNotContain("\tat ");
    }
  }

  @Test
  void aSecondDelosOnTheSameDataIsRefusedAndTheFirstGoesOn() {
    ConfFolder conf = ConfFolder.copyTo(directory);
    try (DelosProcess first = DelosProcess.run(conf, Map.of()).awaitReady()) {
      DelosProcess second = DelosProcess.run(conf, Map.of());
      assertThat(second.exitCode(Duration.ofSeconds(30))).isEqualTo(78);
      assertThat(second.err())
          .contains("delos: ")
          .contains("dataDir: found")
          .contains("in use by another Delos");
      assertThat(claim(first.page()).getString("code")).isEqualTo("CLAIMED");
    }
  }

  private static String text(URI url) throws IOException {
    try (InputStream in = url.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private JsonObject claim(URI page) {
    try (GuestClient alice = GuestClient.connect(page, "alice")) {
      return Await.get(alice.daily().claimToday());
    }
  }

  private long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(directory.resolve("data/postgresql/postmaster.pid")).get(0).strip());
  }
}
