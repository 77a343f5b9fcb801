package dev.delos.client;

/** The proxy closed the connection before the player was on a lobby. */
public final class ConnectionClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  ConnectionClosedException(int code, String reason) {
    super("closed with code " + code + (reason.isEmpty() ? "" : ", " + reason));
    this.code = code;
  }

  /** The WebSocket close code of docs/PROTOCOL.md. */
  public int code() {
    return code;
  }
}
