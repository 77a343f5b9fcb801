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

  private PlayerCalls() {}
}
