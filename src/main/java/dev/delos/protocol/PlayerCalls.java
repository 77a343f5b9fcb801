package dev.delos.protocol;

/**
 * The RPC by which proxies tell lobbies and games of players. No mod can take this module's name.
 */
public final class PlayerCalls {
  public static final String MODULE = "delos.players";

  /** A player comes: {@code id}, {@code uid}, {@code name}. */
  public static final String JOIN = "join";

  /** A player goes: {@code id}. */
  public static final String LEAVE = "leave";

  /** What a lobby tells a proxy of a player whom it doesn't hold: {@code id}. */
  public static final String UNKNOWN = "unknown";

  private PlayerCalls() {}
}
