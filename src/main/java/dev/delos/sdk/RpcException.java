package dev.delos.sdk;

/**
 * A request that got no reply. The code says what is known; the message may be shown to anybody.
 */
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Code {
    /** No answer in time: whether the method ran is unknown. */
    TIMEOUT,
    /** Nobody hosts the module. */
    NO_PROVIDER,
    /** The module's host has no such method. */
    NO_METHOD,
    /** The callee died meanwhile: whether the method ran is unknown. */
    NODE_LEFT,
    /** The callee is leaving and takes no new work. */
    DRAINING,
    /** Too much is waiting already. */
    OVERLOADED,
    /** The method failed. */
    REMOTE_ERROR,
    /** The method refused the arguments. */
    BAD_REQUEST
  }

  private final Code code;
  private final String detail;

  public RpcException(Code code, String detail) {
    super(code + ": " + detail);
    this.code = code;
    this.detail = detail;
  }

  public Code code() {
    return code;
  }

  /** The message without the code. */
  public String detail() {
    return detail;
  }
}
