package dev.delos.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.launcher.DelosProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever dies, no reward is lost and none is paid twice. {@code mvn -q -Pchaos verify
 * -Dchaos.minutes=20} runs it for longer.
 */
class ChaosIT {
  private static final Duration TIME =
      Duration.ofMillis(
          (long) (60_000 * Double.parseDouble(System.getProperty("chaos.minutes", "0.5"))));

  @TempDir Path directory;

  @Test
  void noRewardIsLostOrPaidTwice() throws Exception {
    List<Integer> victims = new ArrayList<>(ChaosNetwork.NODES);
    victims.add(0);
    Chaos.Result result =
        new Chaos(directory, DelosProcess.jar(), victims, 25, Duration.ofSeconds(4)).run(TIME);

    System.out.println(result);
    assertThat(result.lost()).as("lost").isZero();
    assertThat(result.doubled()).as("double").isZero();
    assertThat(result.unanswered()).as("somebody still waits").isFalse();
    assertThat(result.kills()).as("kills").isPositive();
    assertThat(result.signIns()).as("sign-ins").isGreaterThan(50);
  }

  @Test
  void aSignInWhoseGrantIsAnotherTransactionIsFoundOut() throws Exception {
    Path split = SplitStore.jar(directory.resolve("split.jar"));
    Chaos.Result result =
        new Chaos(directory, split, List.of(3001, 3002), 0, Duration.ofSeconds(4))
            .run(Duration.ofSeconds(20));

    System.out.println("with the transaction split in two, " + result);
    assertThat(result.lost()).as("lost").isPositive();
  }
}
