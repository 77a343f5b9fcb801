package dev.delos.node.proxy;

import dev.delos.protocol.CloseCode;

/** A token that opens nothing. */
final class TokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final CloseCode code;

  TokenException(CloseCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  CloseCode code() {
    return code;
  }
}
