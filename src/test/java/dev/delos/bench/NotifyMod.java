package dev.delos.bench;

import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.Mod;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.ClientHost;
import dev.delos.sdk.spi.ServerHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * A lobby's mod that sends an event to one client, or to all of them, when a client asks for it.
 */
public final class NotifyMod implements Mod {
  static final String NAME = "notify";
  static final String CLIENT = "Client";
  static final String SERVER = "Server";

  /** What a client asks with: an event to itself, or one to all. */
  static final String ONE = "One";

  static final String ALL = "All";

  /** What is sent then. */
  static final String MARKER = "Marker";

  private static final String TEXT = "a hundred bytes, as an event of a game has them ".repeat(2);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void register(Systems systems) {
    systems.client(CLIENT, Client::new);
    JsonObject anything = new JsonObject().put("type", "object");
    systems.clientEvent(CLIENT, ONE, anything);
    systems.clientEvent(CLIENT, ALL, anything);
    systems.server(SERVER, Server::new);
  }

  /** What an event carries: above all, when the mod began to send it, by this machine's clock. */
  static JsonObject data() {
    return new JsonObject().put("at", System.nanoTime()).put("text", TEXT);
  }

  private static final class Client extends ClientSystem {
    Client(ClientHost host) {
      super(host);
    }
  }

  private static final class Server extends ServerSystem {
    Server(ServerHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      listenForEvent(
          NAME, CLIENT, ONE, asked -> notifyToClient(asked.getString("__id__"), MARKER, data()));
      listenForEvent(NAME, CLIENT, ALL, asked -> broadcastToAllClient(MARKER, data()));
      return Future.succeededFuture();
    }
  }
}
