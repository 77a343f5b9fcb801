package dev.delos.host;

import dev.delos.config.Schema;
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
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes the systems that a mod names; those of other roles than the subclass's are passed over. */
abstract class SystemMaker implements Systems {
  private final List<RunningSystem> made = new ArrayList<>();

  private final Map<ClientEventName, Schema> clientEvents = new HashMap<>();

  /** An event of the mod's clients. */
  record ClientEventName(String systemName, String event) {}

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

  /** The events that clients of the mod may send, with the shape of their data. */
  final Map<ClientEventName, Schema> clientEvents() {
    return clientEvents;
  }

  @Override
  public final void clientEvent(String systemName, String event, JsonObject schema) {
    clientEvents.put(new ClientEventName(systemName, event), Schema.of(schema.copy()));
  }

  @Override
  public final void client(String name, Function<ClientHost, ? extends ClientSystem> system) {
    // Runs elsewhere.
  }

  @Override
  public void server(String name, Function<ServerHost, ? extends ServerSystem> system) {}

  @Override
  public void service(String name, Function<ServiceHost, ? extends ServiceSystem> system) {}

  @Override
  public void master(String name, Function<MasterHost, ? extends MasterSystem> system) {}
}
