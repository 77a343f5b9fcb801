package dev.delos.node.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.config.ClientLimits;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Counters are kept while they count something, and never without a bound. */
class CounterTableTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final CounterTable table =
      new CounterTable(() -> Counters.of(now::get, 6, ClientLimits.DEFAULT), 100);

  @Test
  void aReserveIsUsedUpAndComesBackWithTime() {
    Counters counters = table.of("a");
    for (int i = 0; i < 6; i++) {
      assertThat(counters.takeLogin()).isTrue();
    }
    assertThat(counters.takeLogin()).isFalse();
    now.addAndGet(9 * SECOND);
    assertThat(counters.takeLogin()).isFalse();
    now.addAndGet(SECOND);
    assertThat(counters.takeLogin()).isTrue();
    assertThat(counters.takeLogin()).isFalse();
  }

  @Test
  void whatCountsNothingIsForgotten() {
    for (int i = 0; i < 50; i++) {
      assertThat(table.of("a" + i).takeLogin()).isTrue();
    }
    assertThat(table.size()).isEqualTo(50);
    now.addAndGet(60 * SECOND);
    for (int i = 0; i < 50; i++) {
      table.of("b");
    }
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void ofTooManyTheOneThatWasUsedLongestAgoGoesAndNeverAConnected() {
    table.connected("held");
    assertThat(table.of("used").takeLogin()).isTrue();
    for (int i = 0; i < 1000; i++) {
      assertThat(table.of("a" + i).takeLogin()).isTrue();
      table.of("used");
    }
    assertThat(table.size()).isLessThanOrEqualTo(101);
    assertThat(table.of("held").connections()).isEqualTo(1);
    for (int i = 0; i < 5; i++) {
      assertThat(table.of("used").takeLogin()).isTrue();
    }
    assertThat(table.of("used").takeLogin()).isFalse();
    table.disconnected("held");
    assertThat(table.of("held").connections()).isZero();
  }
}
