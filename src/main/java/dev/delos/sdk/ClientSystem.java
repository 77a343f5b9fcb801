package dev.delos.sdk;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.delos.sdk.spi.ClientHost;
import io.vertx.core.json.JsonObject;

/** A mod's system in a player's client. Events from its lobby or game arrive as any others. */
public abstract non-sealed class ClientSystem extends ModSystem {
  private final ClientHost host;

  protected ClientSystem(ClientHost host) {
    super(host);
    this.host = host;
  }

  /**
   * Sends an event to the lobby or game that holds this player. While the connection is lost, up to
   * 1024 of them wait until the session goes on, and arrive once and in order. They may be lost
   * with the session, the proxy or the lobby: {@link EngineEvents#CONNECTION_RESUMED} tells. Delos
   * stamps {@code __id__} and {@code __uid__} on the way.
   *
   * @return whether it is sent or waits; false if the proxy would refuse it, and where there is
   *     neither a connection nor a session that could go on
   */
  @CanIgnoreReturnValue
  protected final boolean notifyToServer(String event, JsonObject data) {
    return host.notifyToServer(event, data);
  }

  /**
   * Sends an event to the systems of a service, of whose server id a server has told. As {@link
   * #notifyToServer}; Delos stamps {@code __uid__} and {@code __proxyId__} on the way.
   */
  @CanIgnoreReturnValue
  protected final boolean notifyToServiceNode(int serverId, String event, JsonObject data) {
    return host.notifyToServiceNode(serverId, event, data);
  }
}
