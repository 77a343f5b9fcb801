package dev.delos.sdk;

/** The names of the events that Delos itself sends. */
public final class EngineEvents {
  public static final String NAMESPACE = "Minecraft";
  public static final String SYSTEM_NAME = "Engine";

  /** On a lobby or game: a player came. Data as {@link Player#toEventData()}. */
  public static final String ADD_SERVER_PLAYER = "AddServerPlayerEvent";

  /** On a lobby or game: a player left. Data as {@link Player#toEventData()}. */
  public static final String DEL_SERVER_PLAYER = "DelServerPlayerEvent";

  /** On a client: its systems have started and the page can be drawn on. */
  public static final String UI_INIT_FINISHED = "UiInitFinished";

  private EngineEvents() {}
}
