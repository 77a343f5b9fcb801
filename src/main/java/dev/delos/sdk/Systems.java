package dev.delos.sdk;

import dev.delos.sdk.spi.ClientHost;
import dev.delos.sdk.spi.MasterHost;
import dev.delos.sdk.spi.ServerHost;
import dev.delos.sdk.spi.ServiceHost;
import java.util.function.Function;

/**
 * Takes the systems of a mod, one call a system. Delos makes each afresh for every node (or client)
 * that runs the mod, so a system may keep state in its fields.
 */
public interface Systems {
  /** A system of the players' clients. */
  void client(String systemName, Function<ClientHost, ? extends ClientSystem> system);

  /** A system of lobbies and games. */
  void server(String systemName, Function<ServerHost, ? extends ServerSystem> system);

  /** A system of services. */
  void service(String systemName, Function<ServiceHost, ? extends ServiceSystem> system);

  /** A system of masters. */
  void master(String systemName, Function<MasterHost, ? extends MasterSystem> system);
}
