package dev.delos.node.proxy;

import dev.delos.protocol.CloseCode;

/** A client that may not stay: why, and what it is told. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final CloseCode code;

  RefusedException(CloseCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  CloseCode code() {
    return code;
  }

  /** The reason as it is, or that no lobby takes players: what else fails is our own affair. */
  static RefusedException of(Throwable failure) {
    return failure instanceof RefusedException known
        ? known
        : new RefusedException(CloseCode.NO_SERVER, "no lobby takes players now");
  }
}
