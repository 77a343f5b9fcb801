package dev.delos.sdk;

/**
 * What a caller sent is wrong. Thrown by (or failing the future of) an RPC method or an operator
 * command, its message reaches the caller: say what was found and what is allowed.
 */
public final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidRequestException(String message) {
    super(message);
  }
}
