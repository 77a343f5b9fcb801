package dev.delos.protocol;

import java.time.Duration;

/** The RPC by which others tell proxies of their players' connections. */
public final class SessionCalls {
  public static final String MODULE = "delos.sessions";

  /** A lobby tells of a player whom it doesn't hold: {@code id}. The proxy puts it on one anew. */
  public static final String UNKNOWN = "unknown";

  /**
   * A lobby, game or service has refused an event of a client: {@code id}, {@code code} (the name
   * of an {@link ErrorCode}), {@code message}. The proxy tells the client.
   */
  public static final String REFUSED = "refused";

  /**
   * Closes the connection of an account and answers once the player is off the lobby: {@code uid},
   * {@code code} (the name of a {@link CloseCode}), {@code message}, and {@code session} if only
   * that one is meant. Answers {@code closed}, whether there was one.
   */
  public static final String CLOSE = "close";

  /**
   * Moves a player: {@code uid}, {@code id} if only that stay is meant, {@code serverId} or {@code
   * type} (neither: any other lobby), {@code transferParam}. Answers {@code serverId}, where the
   * player is then. Refused with what hinders it if the move is not begun. A lobby or game may ask
   * for its own players only.
   */
  public static final String TRANSFER = "transfer";

  /** How long who asks for a move waits for it. */
  public static final Duration TRANSFER_LIMIT = Duration.ofSeconds(15);

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
