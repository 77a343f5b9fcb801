package dev.delos.protocol;

/**
 * The RPC by which others tell lobbies and games of players. No mod can take this module's name.
 */
public final class PlayerCalls {
  public static final String MODULE = "delos.players";

  /**
   * A proxy asks for a place for a player whom it wants to bring: {@code uid}. It is kept for some
   * seconds; refused if there is none.
   */
  public static final String RESERVE = "reserve";

  /**
   * A proxy brings a player: {@code id}, {@code uid}, {@code name}, {@code epoch} (of all words
   * about an account, be they of logins or of moves, the latest has the greatest), {@code
   * isTransfer}, {@code isReconnect}, {@code transferParam}, {@code silencedUntil} (milliseconds, 0
   * if not silenced).
   */
  public static final String JOIN = "join";

  /**
   * A proxy takes a player away, or the place that is kept for one: {@code id}, {@code uid}, {@code
   * epoch} (a player who has come under a greater one stays), {@code isTransfer}, {@code
   * transferParam}. Answered once the mods have been told and have saved the player, after all
   * events that this node has sent to the player.
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
