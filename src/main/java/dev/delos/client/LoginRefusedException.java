package dev.delos.client;

/** A proxy gave no token. */
public final class LoginRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  LoginRefusedException(int status, String code, String message) {
    super("the login over HTTP was refused: " + status + " " + code + " " + message);
    this.status = status;
    this.code = code;
  }

  /** Of HTTP. */
  public int status() {
    return status;
  }

  /** The proxy's, see docs/PROTOCOL.md; empty if it was no proxy that answered. */
  public String code() {
    return code;
  }
}
