package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactorTest {
  @ParameterizedTest
  @CsvSource({"2, 2", "1.5, 3/2", "3/2, 3/2", "6/4, 3/2", "1.10, 11/10", "1.0, 1", "100, 100"})
  void aFactorIsReadAsAFraction(String text, String fraction) {
    assertThat(Factor.of(text)).hasToString(fraction).isEqualTo(Factor.of(fraction));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "0", "0/1", "1/0", "-1", "1/", "/2", "1.5/2", "1e3", "1e-3", " 1"})
  void whatIsNoFactorIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Factor.of(text));
  }

  @Test
  void aProductIsExact() {
    Factor product = Factor.of("1.1").times(Factor.of("1.1"));
    assertThat(product).isEqualTo(Factor.of("1.21"));
    assertThat(product.of(100, RoundingMode.UP)).isEqualTo(121);
    assertThat(Factor.of("4/3").times(Factor.of("3/4"))).isEqualTo(Factor.ONE);
  }

  @ParameterizedTest
  @CsvSource({
    "3/2, 1, DOWN, 1", "3/2, 1, UP, 2", "3/2, 1, HALF_UP, 2", "3/2, 3, DOWN, 4",
    "4/3, 1, HALF_UP, 1", "5/3, 1, HALF_UP, 2", "2, 7, UP, 14", "100, 1000000, DOWN, 100000000"
  })
  void aCountIsRoundedOnce(String factor, long count, RoundingMode rounding, long expected) {
    assertThat(Factor.of(factor).of(count, rounding)).isEqualTo(expected);
  }

  @Test
  void theCapHoldsAProductDown() {
    assertThat(Factor.of("3").times(Factor.of("2")).atMost(Factor.of("5")))
        .isEqualTo(Factor.of("5"));
    assertThat(Factor.of("3/2").atMost(Factor.of("5"))).isEqualTo(Factor.of("3/2"));
  }
}
