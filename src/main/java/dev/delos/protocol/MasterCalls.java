package dev.delos.protocol;

/** The RPC that the active master answers. */
public final class MasterCalls {
  /** On the active master alone. */
  public static final String MODULE = "delos.master";

  /** Who it is. Answers {@code serverId}, {@code lease}. */
  public static final String ACTIVE = "active";

  /** On the active master, if it has a login strategy of its own. */
  public static final String LOGIN_MODULE = "delos.login";

  /** Where a player who logs in goes to: {@code uid}, {@code name}. Answers {@code serverId}. */
  public static final String PICK = "pick";

  private MasterCalls() {}
}
