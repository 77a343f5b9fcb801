package dev.delos.host;

import dev.delos.sdk.spi.BasicSystemHost;
import dev.delos.sdk.spi.NodeHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** What a system gets on every role. */
class NodeSystemHost extends BasicSystemHost implements NodeHost {
  private final ModHost modHost;

  NodeSystemHost(ModHost modHost, LoadedMod mod, String systemName) {
    super(
        mod.mod().name(), systemName, mod.config().config(), modHost.clock(), modHost.listeners());
    this.modHost = modHost;
  }

  @Override
  public final int serverId() {
    return modHost.cluster().self().serverId();
  }

  @Override
  public final Future<JsonObject> request(
      String module, String method, JsonObject args, Duration timeout) {
    return modHost.cluster().caller().request(module, method, args, timeout);
  }

  /** Lets go of what the system registered. */
  void close() {
    unlistenAll();
  }

  final ModHost modHost() {
    return modHost;
  }
}
