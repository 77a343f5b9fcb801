package dev.delos.bots;

/** The proxy gave no token. */
final class LoginRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String kind;

  LoginRefusedException(int status, String code) {
    super("the login over HTTP was refused: " + status + " " + code);
    this.kind = code.isEmpty() ? "http-" + status : "http-" + status + "-" + code;
  }

  /** Short, for counting. */
  String kind() {
    return kind;
  }
}
