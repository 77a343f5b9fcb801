package dev.delos.bots;

import dev.delos.config.ConfigException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of options; what can't be read is one line with what was found and may be. */
final class OptionReader {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private OptionReader() {}

  static ConfigException refuse(String option, String found, String allowed) {
    return new ConfigException("command line", option, found, allowed);
  }

  static int whole(String option, String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // As one that is too large.
    }
    throw refuse(option, text, "a whole number from " + least + " to " + most);
  }

  static double rate(String option, String text, double least) {
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= 1e6) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // As one that is too large.
    }
    throw refuse(
        option, text, "a number a second, from " + (least == 0 ? "0" : least) + " to 1000000");
  }

  static Duration time(String option, String text) {
    Matcher matcher = TIME.matcher(text);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      if (amount > 0) {
        return Duration.ofMillis(amount * millis(matcher.group(2)));
      }
    }
    throw refuse(option, text, "a time such as 500ms, 30s, 10m or 2h");
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      default -> 3_600_000;
    };
  }

  static URI webSocket(String option, String text) {
    try {
      URI url = new URI(text);
      boolean known = "ws".equals(url.getScheme()) || "wss".equals(url.getScheme());
      if (known && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException notOne) {
      // As one of another scheme.
    }
    throw refuse(option, text, "a proxy's WebSocket, such as ws://127.0.0.1:8080/ws");
  }
}
