package dev.delos.protocol;

/** Text that is no frame. The message says to its sender what was found and what is allowed. */
public final class FrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  FrameException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
