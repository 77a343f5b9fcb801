package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final List<Integer> all = new ArrayList<>(IntStream.range(0, 300).boxed().toList());
  private final List<Integer> seen = new ArrayList<>();
  private final Rounds<Integer> rounds = new Rounds<>(() -> all, seen::add);

  @Test
  void allAreLookedAtWithinHalfAMinuteATenthOfASecondEach() {
    assertThat(ticks(1)).hasSize(10);
    assertThat(ticks(29)).hasSize(290);
    assertThat(new HashSet<>(seen)).hasSize(300);
  }

  @Test
  void inAHurryAllAreLookedAtWithinThreeSeconds() {
    ticks(2);
    rounds.hurry();
    rounds.hurry();
    all.add(300);
    assertThat(new HashSet<>(ticks(3))).hasSize(301);
    assertThat(seen).hasSize(20 + 30 + 301);
    assertThat(ticks(1)).hasSize(10);
  }

  @Test
  void someAreLookedAtWithinThreeSecondsAndNoOthers() {
    rounds.soon(List.of(297, 298, 299));
    for (int expected = 297; expected < 300; expected++) {
      assertThat(ticks(1)).hasSize(11).contains(expected);
    }
    assertThat(ticks(1)).hasSize(10);
  }

  @Test
  void oneIsLookedAtAgainOnceATimeIsOverAndBeforeIfThereIsAReason() {
    rounds.after(Duration.ofMillis(2_500), 299);
    rounds.after(Duration.ofSeconds(60), 299);
    assertThat(ticks(2)).doesNotContain(299);
    assertThat(ticks(1)).contains(299);
    rounds.after(Duration.ofSeconds(20), 298);
    rounds.soon(List.of(298));
    assertThat(ticks(1)).contains(298);
    assertThat(ticks(20)).doesNotContain(298);
  }

  private List<Integer> ticks(int count) {
    int before = seen.size();
    for (int i = 0; i < count; i++) {
      rounds.tick();
    }
    return seen.subList(before, seen.size());
  }
}
