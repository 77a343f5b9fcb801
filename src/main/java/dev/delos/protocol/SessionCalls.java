package dev.delos.protocol;

/** The RPC by which others tell proxies of their players' connections. */
public final class SessionCalls {
  public static final String MODULE = "delos.sessions";

  /** A lobby tells of a player whom it doesn't hold: {@code id}. The proxy puts it on one anew. */
  public static final String UNKNOWN = "unknown";

  /**
   * Closes the connection of an account and answers once the player is off the lobby: {@code uid},
   * {@code code} (the name of a {@link CloseCode}), {@code message}, and {@code session} if only
   * that one is meant. Answers {@code closed}, whether there was one.
   */
  public static final String CLOSE = "close";

  /**
   * Moves a player: {@code uid}, {@code serverId} (0: any other lobby), {@code transferParam}.
   * Answers {@code serverId}, where the player is then. A player who has left the lobby that asks
   * is not moved.
   */
  public static final String TRANSFER = "transfer";

  /**
   * A proxy to which a client has come back takes over its session: {@code uid}, {@code id}.
   * Answers what goes on there: {@code name}, {@code serverId} (0: on no lobby), {@code epoch},
   * {@code silencedUntil}, {@code received}, {@code last} (the number of the newest event) and
   * {@code events} (the texts of those that are kept). From then on the session is the asking
   * proxy's, which the presence and the lobby know by then.
   */
  public static final String TAKE = "take";

  private SessionCalls() {}
}
