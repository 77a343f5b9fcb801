package dev.delos.client;

import dev.delos.protocol.CloseCode;

/**
 * How a client's connection is, and why.
 *
 * @param code empty while connecting or online; the name of a {@link CloseCode}; or one of the
 *     constants here
 * @param message the proxy's words for it, or what failed, for logs; may be empty
 */
public record ConnectionState(State state, String code, String message) {
  /** Not connected yet. */
  public static final String NOT_CONNECTED = "NOT_CONNECTED";

  /** Broken, or it could not be made. */
  public static final String CONNECTION_LOST = "CONNECTION_LOST";

  /** No welcome within the time. */
  public static final String CONNECT_TIMEOUT = "CONNECT_TIMEOUT";

  /** The client was closed. */
  public static final String LEFT = "LEFT";

  /** Where it is. */
  public enum State {
    CONNECTING,
    /** The player is in. */
    ONLINE,
    /** Lost, and made anew by itself after a while. */
    WAITING,
    /** Not connected, and it stays so. */
    CLOSED
  }

  static ConnectionState notConnected() {
    return new ConnectionState(State.CLOSED, NOT_CONNECTED, "");
  }
}
