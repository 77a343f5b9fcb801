package dev.delos.mods.daily.rules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * By how much a multiplier multiplies: an exact fraction in lowest terms, at least 1.
 *
 * <p>Never floating point: 1.1 times 1.1 is 1.21, on every machine.
 */
public record Factor(BigInteger numerator, BigInteger denominator) implements Comparable<Factor> {
  public static final Factor ONE = new Factor(BigInteger.ONE, BigInteger.ONE);

  private static final Pattern FORM = Pattern.compile("[0-9]+([.][0-9]+|/[0-9]+)?");

  /** Factors and their cap are at most this. */
  static final Factor MOST = of("100");

  public Factor {
    if (denominator.signum() <= 0 || numerator.signum() <= 0) {
      throw new IllegalArgumentException(numerator + "/" + denominator);
    }
    BigInteger common = numerator.gcd(denominator);
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
  }

  /**
   * Reads {@code 2}, {@code 1.5} or {@code 3/2}.
   *
   * @throws IllegalArgumentException if it is nothing of that, or not positive
   */
  public static Factor of(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return new Factor(
          new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
    }
    BigDecimal decimal = new BigDecimal(text);
    return new Factor(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  Factor times(Factor other) {
    return new Factor(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  Factor atMost(Factor cap) {
    return compareTo(cap) <= 0 ? this : cap;
  }

  /** So many times a count, rounded to a whole number once, at the end. */
  long of(long count, RoundingMode rounding) {
    BigDecimal product = new BigDecimal(numerator.multiply(BigInteger.valueOf(count)));
    return product.divide(new BigDecimal(denominator), 0, rounding).longValueExact();
  }

  @Override
  public int compareTo(Factor other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** As {@link #of(String)} reads it: {@code 2} or {@code 3/2}. */
  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE)
        ? numerator.toString()
        : numerator + "/" + denominator;
  }
}
