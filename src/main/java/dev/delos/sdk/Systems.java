package dev.delos.sdk;

import dev.delos.sdk.spi.ClientHost;
import dev.delos.sdk.spi.MasterHost;
import dev.delos.sdk.spi.ServerHost;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * Takes the systems of a mod, one call a system. Delos makes each afresh for every node (or client)
 * that runs the mod, so a system may keep state in its fields.
 */
public interface Systems {
  /** A system of the players' clients. */
  void client(String systemName, Function<ClientHost, ? extends ClientSystem> system);

  /**
   * An event that a client system of the mod may send, to lobbies and games or to services: what
   * isn't named so never reaches a system of the mod, whoever listens.
   *
   * @param schema JSON Schema (2020-12) of its data, without what the proxy stamps. Data of another
   *     shape are refused, the client is told what is wrong; a {@code description} beside a keyword
   *     is shown as what is allowed. Text and lists are bounded by the frame's size at least
   */
  void clientEvent(String systemName, String event, JsonObject schema);

  /** A system of lobbies and games. */
  void server(String systemName, Function<ServerHost, ? extends ServerSystem> system);

  /** A system of services. */
  void service(String systemName, Function<ServiceHost, ? extends ServiceSystem> system);

  /** A system of masters. */
  void master(String systemName, Function<MasterHost, ? extends MasterSystem> system);
}
