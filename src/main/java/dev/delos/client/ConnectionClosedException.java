package dev.delos.client;

/** The connection is over before the player was in, and none is made by itself. */
public final class ConnectionClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  ConnectionClosedException(int code, String reason) {
    super("closed with code " + code + (reason.isEmpty() ? "" : ", " + reason));
    this.code = code;
  }

  /** The WebSocket close code of docs/PROTOCOL.md; 1006 if there was none. */
  public int code() {
    return code;
  }
}
