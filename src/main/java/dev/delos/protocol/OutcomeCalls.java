package dev.delos.protocol;

/** The keys by which idempotent requests travel, beside the method's own arguments. */
public final class OutcomeCalls {
  /** On every module with an idempotent method: tells what became of a request. */
  public static final String QUERY = "delos.outcome";

  /** Whose request it is. */
  public static final String OWNER = "owner";

  /** Which request it is, a UUID. */
  public static final String REQUEST_ID = "requestId";

  /** The method's own arguments. */
  public static final String ARGS = "args";

  /** The stored reply, in the answer to {@link #QUERY}; absent if the request took no effect. */
  public static final String REPLY = "reply";

  private OutcomeCalls() {}
}
