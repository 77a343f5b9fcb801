package dev.delos.host;

import dev.delos.sdk.Database;
import dev.delos.sdk.MasterSystem;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.spi.MasterHost;
import dev.delos.sdk.spi.ServerHost;
import dev.delos.sdk.spi.ServiceHost;
import java.util.function.Function;

/** Which systems of a mod a node makes, and what they may ask for: one way for each role. */
@FunctionalInterface
public interface RoleSystems {
  /** Takes the systems that a mod names, and makes those of the role. */
  SystemMaker maker(LoadedMod mod, ModHost modHost);

  /** The systems of lobbies and games. */
  static RoleSystems server(Players players, PlayerSaves saves) {
    return (mod, modHost) ->
        new SystemMaker() {
          @Override
          public void server(String name, Function<ServerHost, ? extends ServerSystem> system) {
            make(new ServerSystemHost(modHost, mod, name, players, saves), system);
          }
        };
  }

  /** The systems of services. */
  static RoleSystems service(Database database) {
    return (mod, modHost) ->
        new SystemMaker() {
          @Override
          public void service(String name, Function<ServiceHost, ? extends ServiceSystem> system) {
            make(new ServiceSystemHost(modHost, mod, name, database), system);
          }
        };
  }

  /** The systems of masters. */
  static RoleSystems master(MasterPart part) {
    return (mod, modHost) ->
        new SystemMaker() {
          @Override
          public void master(String name, Function<MasterHost, ? extends MasterSystem> system) {
            make(new MasterSystemHost(modHost, mod, name, part), system);
          }
        };
  }
}
