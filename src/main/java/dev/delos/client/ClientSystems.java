package dev.delos.client;

import dev.delos.protocol.EventName;
import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.MasterSystem;
import dev.delos.sdk.Mod;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.BasicSystemHost;
import dev.delos.sdk.spi.ClientHost;
import dev.delos.sdk.spi.EventListeners;
import dev.delos.sdk.spi.MasterHost;
import dev.delos.sdk.spi.ServerHost;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The client systems of some mods, made afresh for one client. */
final class ClientSystems {
  private final List<ClientSystem> made = new ArrayList<>();

  ClientSystems(
      List<Mod> mods,
      Clock clock,
      EventListeners listeners,
      BiConsumer<EventName, JsonObject> notifyToServer) {
    for (Mod mod : mods) {
      mod.register(
          new ClientOnly(
              (name, system) ->
                  made.add(
                      system.apply(new Host(mod.name(), name, clock, listeners, notifyToServer)))));
    }
  }

  <S extends ClientSystem> S find(Class<S> type) {
    return made.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  Future<Void> start() {
    Future<Void> started = Future.succeededFuture();
    for (ClientSystem system : made) {
      started = started.compose(before -> run(system::start));
    }
    return started;
  }

  Future<Void> stop() {
    List<ClientSystem> reversed = new ArrayList<>(made);
    Collections.reverse(reversed);
    Future<Void> stopped = Future.succeededFuture();
    for (ClientSystem system : reversed) {
      stopped = stopped.eventually(() -> run(system::stop));
    }
    return stopped;
  }

  /** A hook of a system. */
  private interface Hook {
    Future<?> run() throws Exception;
  }

  private static Future<Void> run(Hook hook) {
    try {
      return hook.run().mapEmpty();
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  /** What a client's system gets here. Settings stay on the servers. */
  private static final class Host extends BasicSystemHost implements ClientHost {
    private final BiConsumer<EventName, JsonObject> notifyToServer;

    Host(
        String namespace,
        String systemName,
        Clock clock,
        EventListeners listeners,
        BiConsumer<EventName, JsonObject> notifyToServer) {
      super(namespace, systemName, new JsonObject(), clock, listeners);
      this.notifyToServer = notifyToServer;
    }

    @Override
    public void notifyToServer(String event, JsonObject data) {
      notifyToServer.accept(new EventName(namespace(), systemName(), event), data);
    }
  }

  /** Passes over the systems of other roles. */
  private record ClientOnly(
      BiConsumer<String, Function<ClientHost, ? extends ClientSystem>> clients) implements Systems {
    @Override
    public void client(String systemName, Function<ClientHost, ? extends ClientSystem> system) {
      clients.accept(systemName, system);
    }

    @Override
    public void server(String systemName, Function<ServerHost, ? extends ServerSystem> system) {}

    @Override
    public void service(String systemName, Function<ServiceHost, ? extends ServiceSystem> system) {}

    @Override
    public void master(String systemName, Function<MasterHost, ? extends MasterSystem> system) {}
  }
}
