package dev.delos.config;

import java.util.List;

/**
 * Who may come to a proxy, and with how much.
 *
 * @param trustedProxies networks, as {@code 10.0.0.0/8}, whose word on a client's address counts
 * @param forwardedHeader in which they say it
 * @param origins the pages that may connect, as {@code https://play.example}; empty: those of the
 *     proxy itself
 */
public record EdgeConfig(
    ClientLimits limits,
    List<String> trustedProxies,
    ForwardedHeader forwardedHeader,
    List<String> origins) {
  /** What holds where nothing else is said. */
  public static final EdgeConfig DEFAULT =
      new EdgeConfig(ClientLimits.DEFAULT, List.of(), ForwardedHeader.X_FORWARDED_FOR, List.of());

  /** The header with which a proxy before ours names the client. */
  public enum ForwardedHeader {
    X_FORWARDED_FOR("X-Forwarded-For"),
    FORWARDED("Forwarded");

    private final String text;

    ForwardedHeader(String text) {
      this.text = text;
    }

    /** Its name in HTTP. */
    public String text() {
      return text;
    }
  }
}
