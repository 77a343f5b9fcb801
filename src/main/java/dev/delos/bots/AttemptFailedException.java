package dev.delos.bots;

/** An attempt to connect has failed. */
final class AttemptFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String kind;

  AttemptFailedException(String kind) {
    super("not connected: " + kind);
    this.kind = kind;
  }

  /** Short, for counting. */
  String kind() {
    return kind;
  }
}
