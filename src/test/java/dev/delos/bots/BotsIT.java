package dev.delos.bots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.launcher.DelosProcess;
import dev.delos.launcher.TestNetwork;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of the packaged jar. */
class BotsIT {
  private static final int TERMINATED = 143;
  private static final int WRONG_OPTIONS = 78;

  @TempDir Path directory;

  @Test
  void aRunThatIsToldToEndSaysHowItWent() {
    try (TestNetwork network = TestNetwork.start(directory, Clock.systemUTC());
        DelosProcess bots =
            DelosProcess.run(
                directory,
                "bots",
                "--url",
                network.webSocket().toString(),
                "--count",
                "10",
                "--time",
                "1h")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> bots.out().contains("signed in 10"));
      bots.terminate();
      assertThat(bots.exitCode(Duration.ofSeconds(15))).isEqualTo(TERMINATED);
      assertThat(bots.out()).contains("bots: 10 of 10 signed in").contains("failures: none");
    }
  }

  @Test
  void wrongOptionsAreOneLine() {
    try (DelosProcess bots = DelosProcess.run(directory, "bots", "--count", "none")) {
      assertThat(bots.exitCode(Duration.ofSeconds(15))).isEqualTo(WRONG_OPTIONS);
      assertThat(bots.err())
          .isEqualTo(
              "delos: command line: --count: found none, allowed: a whole number from 1 to"
                  + " 1000000\n");
    }
  }
}
