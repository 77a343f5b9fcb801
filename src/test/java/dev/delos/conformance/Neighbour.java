package dev.delos.conformance;

import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.MasterSystem;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.spi.ClientHost;
import dev.delos.sdk.spi.MasterHost;
import dev.delos.sdk.spi.ServerHost;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** A second system of the probe mod on every node and client: hears what stays on one node. */
final class Neighbour {
  static final String NAME = "NeighbourSystem";

  /** The event that it listens for, from the mod's other systems. */
  static final String EVENT = "LocalEvent";

  private Neighbour() {}

  private static void note(Object where, String sender, JsonObject data) {
    Probes.note(new Heard(where.toString(), sender, EVENT, data));
  }

  static final class OfClient extends ClientSystem {
    private final String name;

    OfClient(ClientHost host, String name) {
      super(host);
      this.name = name;
    }

    @Override
    public Future<?> start() {
      listenForEvent(namespace(), Probes.CLIENT, EVENT, data -> note(name, Probes.CLIENT, data));
      return Future.succeededFuture();
    }
  }

  static final class OfServer extends ServerSystem {
    OfServer(ServerHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      listenForEvent(
          namespace(), Probes.SERVER, EVENT, data -> note(serverId(), Probes.SERVER, data));
      return Future.succeededFuture();
    }
  }

  static final class OfService extends ServiceSystem {
    OfService(ServiceHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      listenForEvent(
          namespace(), Probes.SERVICE, EVENT, data -> note(serverId(), Probes.SERVICE, data));
      return Future.succeededFuture();
    }
  }

  static final class OfMaster extends MasterSystem {
    OfMaster(MasterHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      listenForEvent(
          namespace(), Probes.MASTER, EVENT, data -> note(serverId(), Probes.MASTER, data));
      return Future.succeededFuture();
    }
  }
}
