package dev.delos.client;

import dev.delos.protocol.EventName;
import dev.delos.protocol.Frame;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client systems of some mods, made afresh for one client. */
final class ClientSystems {
  private static final Logger log = LoggerFactory.getLogger(ClientSystems.class);

  private final List<Made> made = new CopyOnWriteArrayList<>();

  private record Made(ClientSystem system, Host host) {
    @Override
    public String toString() {
      return host.namespace() + "." + host.systemName();
    }
  }

  ClientSystems(List<Mod> mods, Clock clock, EventListeners listeners, Notifier notifier) {
    for (Mod mod : mods) {
      mod.register(
          new ClientOnly(
              (name, system) -> {
                Host host = new Host(mod.name(), name, clock, listeners, notifier);
                made.add(new Made(system.apply(host), host));
              }));
    }
  }

  <S extends ClientSystem> S find(Class<S> type) {
    return made.stream()
        .map(Made::system)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  /** Starts them in their order; one that fails is reported and taken out, the others go on. */
  Future<Void> start() {
    Future<Void> started = Future.succeededFuture();
    for (Made each : made) {
      started =
          started.compose(
              before -> run(each.system()::start).recover(failure -> takeOut(each, failure)));
    }
    return started;
  }

  private Future<Void> takeOut(Made failed, Throwable failure) {
    log.error("start of {} failed", failed, failure);
    failed.host().unlistenAll();
    made.remove(failed);
    return Future.succeededFuture();
  }

  /** Stops them in reverse; one that fails is reported, the others are stopped all the same. */
  Future<Void> stop() {
    List<Made> reversed = new ArrayList<>(made);
    Collections.reverse(reversed);
    Future<Void> stopped = Future.succeededFuture();
    for (Made each : reversed) {
      stopped = stopped.compose(before -> stop(each));
    }
    return stopped;
  }

  private static Future<Void> stop(Made leaving) {
    return run(leaving.system()::stop)
        .onFailure(failure -> log.error("stop of {} failed", leaving, failure))
        .otherwiseEmpty()
        .onComplete(stopped -> leaving.host().unlistenAll());
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

  /** Sends what a system notifies. */
  interface Notifier {
    boolean send(Frame.Notify notify);
  }

  /** What a client's system gets here. Settings stay on the servers. */
  private static final class Host extends BasicSystemHost implements ClientHost {
    private final Notifier notifier;

    Host(
        String namespace,
        String systemName,
        Clock clock,
        EventListeners listeners,
        Notifier notifier) {
      super(namespace, systemName, new JsonObject(), clock, listeners);
      this.notifier = notifier;
    }

    @Override
    public boolean notifyToServer(String event, JsonObject data) {
      return notifier.send(new Frame.Notify(name(event), data, Frame.Notify.OWN_SERVER));
    }

    @Override
    public boolean notifyToServiceNode(int serverId, String event, JsonObject data) {
      return notifier.send(new Frame.Notify(name(event), data, serverId));
    }

    private EventName name(String event) {
      return new EventName(namespace(), systemName(), event);
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
    public void clientEvent(String systemName, String event, JsonObject schema) {}

    @Override
    public void server(String systemName, Function<ServerHost, ? extends ServerSystem> system) {}

    @Override
    public void service(String systemName, Function<ServiceHost, ? extends ServiceSystem> system) {}

    @Override
    public void master(String systemName, Function<MasterHost, ? extends MasterSystem> system) {}
  }
}
