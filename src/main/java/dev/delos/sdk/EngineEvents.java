package dev.delos.sdk;

/** The names of the events that Delos itself sends. */
public final class EngineEvents {
  public static final String NAMESPACE = "Minecraft";
  public static final String SYSTEM_NAME = "Engine";

  /** On a lobby or game: a player came. Data as {@link Player#toEventData()}. */
  public static final String ADD_SERVER_PLAYER = "AddServerPlayerEvent";

  /**
   * On a lobby or game: a player left, and is no longer found by its id. Data as {@link
   * Player#toEventData()}.
   */
  public static final String DEL_SERVER_PLAYER = "DelServerPlayerEvent";

  /** On a lobby or game: a service is up. {@code serverId}, {@code serviceType}. */
  public static final String SERVICE_CONNECT = "ServiceConnectEvent";

  /** On a lobby or game: a service is gone. {@code serverId}, {@code serviceType}. */
  public static final String SERVICE_DISCONNECT = "ServiceDisconnectEvent";

  /**
   * On a lobby, game or service: there is an active master ({@code isConnect} 1), or it is gone
   * (0). {@code isConnect}, {@code serverId}.
   */
  public static final String MASTER_CONNECT_STATUS = "MasterConnectStatusEvent";

  /** On a service or master: a lobby or game is up. {@code serverId}, {@code protocolVersion}. */
  public static final String SERVER_CONNECTED = "ServerConnectedEvent";

  /** On a service or master: a lobby or game is gone. {@code serverId}, {@code protocolVersion}. */
  public static final String SERVER_DISCONNECT = "ServerDisconnectEvent";

  /**
   * On a service: the status of lobbies and games has changed. By server id, as text: {@code
   * STARTING}, {@code UP} or {@code DRAINING}.
   */
  public static final String UPDATE_SERVER_STATUS = "UpdateServerStatusEvent";

  /**
   * On the active master: a player is on a lobby or game. {@code serverId}, {@code uid}, {@code
   * isTransfer}, {@code isReconnect}.
   */
  public static final String PLAYER_LOGIN_SERVER = "PlayerLoginServerEvent";

  /** On the active master: a player has left a lobby or game. Data as on login. */
  public static final String PLAYER_LOGOUT_SERVER = "PlayerLogoutServerEvent";

  /**
   * On the active master: a player is on another lobby or game than before, on the same connection.
   * Data as on login.
   */
  public static final String PLAYER_TRANSFER_SERVER = "PlayerTransferServerEvent";

  /** On a client: its systems have started and the page can be drawn on. */
  public static final String UI_INIT_FINISHED = "UiInitFinished";

  /**
   * On a client: its connection has broken. {@code code} (of the WebSocket, 1006 if there was
   * none), {@code message}, {@code comesBack} (whether the client connects again by itself).
   */
  public static final String CONNECTION_LOST = "ConnectionLostEvent";

  /**
   * On a client: it is connected again, by itself. {@code resumed} (whether the session goes on),
   * {@code loss} ({@code NONE}, {@code EVENTS_DROPPED}, {@code PROXY_DIED} or {@code SESSION_OVER},
   * as docs/PROTOCOL.md has them), {@code id} of the session. The events that were missed follow.
   */
  public static final String CONNECTION_RESUMED = "ConnectionResumedEvent";

  /** On a client: what an operator tells everybody. {@code message}. */
  public static final String BROADCAST_MESSAGE = "BroadcastMessageEvent";

  /** On a node other than a proxy: it drains, and leaves soon: save now. */
  public static final String SERVER_WILL_SHUT_DOWN = "ServerWillShutDownEvent";

  private EngineEvents() {}
}
