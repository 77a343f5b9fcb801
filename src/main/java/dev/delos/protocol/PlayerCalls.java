package dev.delos.protocol;

/**
 * The RPC by which others tell lobbies and games of players. No mod can take this module's name.
 */
public final class PlayerCalls {
  public static final String MODULE = "delos.players";

  /**
   * A proxy brings a player: {@code id}, {@code uid}, {@code name}, {@code epoch} (of two logins of
   * an account the later has the greater), {@code isTransfer}, {@code isReconnect}, {@code
   * transferParam}, {@code silencedUntil} (milliseconds, 0 if not silenced).
   */
  public static final String JOIN = "join";

  /**
   * A proxy takes a player away: {@code id}, {@code isTransfer}, {@code transferParam}. Answered
   * once the mods have been told.
   */
  public static final String LEAVE = "leave";

  /**
   * A player's client is at another proxy from now on: {@code id}, {@code proxyId}, {@code epoch}
   * (greater than before). Asked by the proxy that had it or by the one that has it. What was sent
   * to the former before goes before the answer.
   */
  public static final String REBIND = "rebind";

  /** A player may not speak until: {@code uid}, {@code silencedUntil}. */
  public static final String SILENCE = "silence";

  private PlayerCalls() {}
}
