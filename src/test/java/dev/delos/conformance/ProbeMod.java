package dev.delos.conformance;

import dev.delos.sdk.ClientCalls;
import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.LoginStrategy.Lobby;
import dev.delos.sdk.MasterCalls;
import dev.delos.sdk.MasterSystem;
import dev.delos.sdk.Mod;
import dev.delos.sdk.ServerCalls;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.ServiceCalls;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.ClientHost;
import dev.delos.sdk.spi.MasterHost;
import dev.delos.sdk.spi.ServerHost;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A mod whose systems write down what they hear and lend a test their calls. */
public final class ProbeMod implements Mod {
  static final String NAME = "probe";

  /** The module that every service answers. */
  static final String SHARED = "shared";

  /** The module that every master answers. */
  static final String COMMANDS = "commands";

  /** The method of all modules: answers with the node's {@code serverId}. */
  static final String WHOAMI = "whoami";

  /** The method of {@link #SHARED}: answers with the arguments. */
  static final String ECHO = "echo";

  static final List<String> MODULES = List.of(SHARED, COMMANDS, "spare");

  private final String clientName;

  /** For the service loader. */
  public ProbeMod() {
    this("");
  }

  /** For a client of that name. */
  ProbeMod(String clientName) {
    this.clientName = clientName;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void register(Systems systems) {
    systems.client(Probes.CLIENT, host -> new ClientProbe(host, clientName));
    systems.clientEvent(Probes.CLIENT, Probes.EVENT, new JsonObject().put("type", "object"));
    systems.server(Probes.SERVER, ServerProbe::new);
    systems.service(Probes.SERVICE, ServiceProbe::new);
    systems.master(Probes.MASTER, MasterProbe::new);
    systems.client(Neighbour.NAME, host -> new Neighbour.OfClient(host, clientName));
    systems.server(Neighbour.NAME, Neighbour.OfServer::new);
    systems.service(Neighbour.NAME, Neighbour.OfService::new);
    systems.master(Neighbour.NAME, Neighbour.OfMaster::new);
  }

  private static final class ClientProbe extends ClientSystem {
    private final String name;

    ClientProbe(ClientHost host, String name) {
      super(host);
      this.name = name;
    }

    @Override
    public Future<?> start() {
      Probes.add(name, new ClientCalls(this));
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      Probes.gone(name);
      return Future.succeededFuture();
    }
  }

  private static final class ServerProbe extends ServerSystem {
    ServerProbe(ServerHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      Probes.add(new ServerCalls(this));
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      Probes.gone(serverId());
      return Future.succeededFuture();
    }
  }

  private static final class ServiceProbe extends ServiceSystem {
    ServiceProbe(ServiceHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      Probes.add(new ServiceCalls(this));
      registerRpcMethodForMod(WHOAMI, args -> whoami(serverId()));
      registerRpcMethod(SHARED, WHOAMI, args -> whoami(serverId()));
      registerRpcMethod(SHARED, ECHO, args -> Future.succeededFuture(args));
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      Probes.gone(serverId());
      return Future.succeededFuture();
    }
  }

  private static final class MasterProbe extends MasterSystem {
    MasterProbe(MasterHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      Probes.add(new MasterCalls(this));
      registerRpcMethodForMod(WHOAMI, args -> whoami(serverId()));
      registerRpcMethod(COMMANDS, WHOAMI, args -> whoami(serverId()));
      setLoginStrategy((uid, name, lobbies) -> Future.succeededFuture(lobbyInName(name, lobbies)));
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      Probes.gone(serverId());
      return Future.succeededFuture();
    }
  }

  /** A player named {@code alice-2001} goes to node 2001. */
  private static int lobbyInName(String name, List<Lobby> lobbies) {
    return lobbies.stream()
        .map(Lobby::serverId)
        .filter(serverId -> name.endsWith("-" + serverId))
        .findFirst()
        .orElse(lobbies.get(0).serverId());
  }

  private static Future<JsonObject> whoami(int serverId) {
    return Future.succeededFuture(new JsonObject().put("serverId", serverId));
  }
}
