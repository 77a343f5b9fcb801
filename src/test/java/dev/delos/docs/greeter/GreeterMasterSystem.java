package dev.delos.docs.greeter;

import dev.delos.sdk.MasterSystem;
import dev.delos.sdk.spi.MasterHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Lets operators ask how often a player was greeted. */
final class GreeterMasterSystem extends MasterSystem {
  static final String NAME = "GreeterMasterSystem";

  GreeterMasterSystem(MasterHost host) {
    super(host);
  }

  @Override
  public Future<?> start() {
    registerMasterHttp("/greeter/look", this::look);
    return Future.succeededFuture();
  }

  /** {@code {uid}} to {@code {count}}; what the service refuses, the operator is told. */
  private Future<JsonObject> look(JsonObject body) {
    return requestToServiceMod(GreeterMod.MODULE, "look", body);
  }
}
