package dev.delos.host;

import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.MasterSystem;
import dev.delos.sdk.ModSystem;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.ClientHost;
import dev.delos.sdk.spi.MasterHost;
import dev.delos.sdk.spi.ServerHost;
import dev.delos.sdk.spi.ServiceHost;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Makes the systems that a mod names; those of other roles than the subclass's are passed over. */
abstract class SystemMaker implements Systems {
  private final List<RunningSystem> made = new ArrayList<>();
  private final Set<String> clientSystems = new HashSet<>();

  /** A system and its host. */
  record RunningSystem(NodeSystemHost host, ModSystem system) {}

  final <H extends NodeSystemHost> void make(
      H host, Function<? super H, ? extends ModSystem> system) {
    made.add(new RunningSystem(host, system.apply(host)));
  }

  /** What was made, in the order in which the mod names it. */
  final List<RunningSystem> made() {
    return made;
  }

  /** The names of the mod's client systems, which run elsewhere. */
  final Set<String> clientSystems() {
    return clientSystems;
  }

  @Override
  public final void client(String name, Function<ClientHost, ? extends ClientSystem> system) {
    clientSystems.add(name);
  }

  @Override
  public void server(String name, Function<ServerHost, ? extends ServerSystem> system) {}

  @Override
  public void service(String name, Function<ServiceHost, ? extends ServiceSystem> system) {}

  @Override
  public void master(String name, Function<MasterHost, ? extends MasterSystem> system) {}
}
