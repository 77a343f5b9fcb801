package dev.delos.node.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept for a client, in order and with bounds. */
class EventRingTest {
  private final KeptBytes kept = new KeptBytes(1L << 30);
  private final EventRing ring = new EventRing(kept);

  @Test
  void eventsComeOutInOrderOnceAndAgainAfterARewind() {
    add(40);
    assertThat(sent()).hasSize(40).startsWith("1:e1").endsWith("40:e40");
    assertThat(sent()).isEmpty();
    ring.dropUpTo(10);
    ring.rewindTo(30);
    assertThat(sent()).hasSize(10).startsWith("31:e31");
    ring.rewindTo(0);
    assertThat(sent()).hasSize(30).startsWith("11:e11");
  }

  @Test
  void theOldestGivesWayByCountAndByBytes() {
    add(EventRing.MOST + 5);
    assertThat(ring.before()).isEqualTo(5);
    assertThat(ring.hasGap()).isTrue();
    ring.dropUpTo(ring.last());
    String large = "x".repeat(EventRing.MOST_BYTES / 3);
    for (int i = 0; i < 4; i++) {
      ring.add(EventText.of(large));
    }
    assertThat(ring.last() - ring.before()).isEqualTo(2);
  }

  @Test
  void whatIsKeptInAllIsCountedToTheByte() {
    add(1000);
    sent();
    assertThat(kept.total()).isPositive();
    assertThat(ring.sentPercent()).isEqualTo(1000 * 100 / EventRing.MOST);
    assertThat(ring.unsentPercent()).isZero();
    ring.clear();
    assertThat(kept.total()).isZero();
    assertThat(ring.sentPercent()).isZero();
  }

  @Test
  void onlyWhatWasSentIsShed() {
    add(3);
    assertThat(ring.shed()).isFalse();
    assertThat(sent()).hasSize(3);
    assertThat(ring.shed()).isTrue();
    assertThat(ring.before()).isEqualTo(1);
  }

  @Test
  void itGoesOnWithOtherNumbers() {
    ring.startAfter(1_000_000_000_000L);
    add(2);
    assertThat(ring.tails()).hasSize(2);
    ring.rewindTo(ring.before());
    assertThat(sent()).containsExactly("1000000000001:e1", "1000000000002:e2");
  }

  private void add(int count) {
    for (int i = 1; i <= count; i++) {
      ring.add(EventText.of("\"n\":\"e" + i + "\"}"));
    }
  }

  private List<String> sent() {
    List<String> sent = new ArrayList<>();
    while (ring.hasNext()) {
      String frame = new String(ring.next(), StandardCharsets.UTF_8);
      sent.add(
          frame.replaceAll(".*\"seq\":(\\d+),.*", "$1")
              + ":"
              + frame.replaceAll(".*\"n\":\"(.*)\"}", "$1"));
    }
    return sent;
  }
}
