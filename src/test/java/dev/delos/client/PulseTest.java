package dev.delos.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.client.Pulse.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a silent connection is asked, and when it is given up. */
class PulseTest {
  private long now = -1;
  private final Pulse pulse = new Pulse(() -> now);

  private void after(Duration time) {
    now += time.toNanos();
  }

  @Test
  void aConnectionIsAskedOnceItIsQuietAndGivenUpWithoutAnAnswer() {
    after(Pulse.QUIET.minusNanos(1));
    assertThat(pulse.check()).isEqualTo(Verdict.FINE);
    after(Duration.ofNanos(1));
    assertThat(pulse.check()).isEqualTo(Verdict.ASK);
    after(Pulse.ANSWER_LIMIT.minusNanos(1));
    assertThat(pulse.check()).isEqualTo(Verdict.FINE);
    after(Duration.ofNanos(1));
    assertThat(pulse.check()).isEqualTo(Verdict.DEAD);
  }

  @Test
  void whateverComesIsAnAnswer() {
    after(Pulse.QUIET);
    assertThat(pulse.check()).isEqualTo(Verdict.ASK);
    pulse.heard();
    after(Pulse.ANSWER_LIMIT);
    assertThat(pulse.check()).isEqualTo(Verdict.FINE);
  }

  @Test
  void whatWasSaidIsAnsweredInTimeHoweverMuchIsSaidAfterIt() {
    pulse.expect();
    after(Pulse.ANSWER_LIMIT.dividedBy(2));
    pulse.expect();
    after(Pulse.ANSWER_LIMIT.dividedBy(2));
    assertThat(pulse.check()).isEqualTo(Verdict.DEAD);
  }

  @Test
  void whoHasSleptAsksOnceMore() {
    pulse.expect();
    after(Pulse.ANSWER_LIMIT.plus(Pulse.LATE));
    assertThat(pulse.check()).isEqualTo(Verdict.ASK);
    after(Pulse.ANSWER_LIMIT.plus(Pulse.LATE));
    assertThat(pulse.check()).isEqualTo(Verdict.DEAD);
  }
}
