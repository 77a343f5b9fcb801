package dev.delos.sdk;

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
   * Sends an event to the lobby or game that holds this player. Best effort: without a connection
   * it is dropped. Delos stamps {@code __id__} and {@code __uid__} on the way.
   */
  protected final void notifyToServer(String event, JsonObject data) {
    host.notifyToServer(event, data);
  }

  /**
   * Sends an event to the systems of a service, of whose server id a server has told. Best effort.
   * Delos stamps {@code __uid__} and {@code __proxyId__} on the way.
   */
  protected final void notifyToServiceNode(int serverId, String event, JsonObject data) {
    host.notifyToServiceNode(serverId, event, data);
  }
}
