package dev.delos.sdk;

import dev.delos.sdk.spi.NodeHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** A system on a node of the network, as opposed to one in a player's client: it may call RPC. */
public abstract sealed class NodeSystem extends ModSystem
    permits ServerSystem, ServiceSystem, MasterSystem {
  /** How long a request waits when the caller doesn't say. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

  private final NodeHost host;

  NodeSystem(NodeHost host) {
    super(host);
    this.host = host;
  }

  /** The id of this node, unique in the network. */
  protected final int serverId() {
    return host.serverId();
  }

  /** Like {@link #requestToServiceMod(String, String, JsonObject, Duration)}, within 2 seconds. */
  protected final Future<JsonObject> requestToServiceMod(
      String module, String method, JsonObject args) {
    return requestToServiceMod(module, method, args, DEFAULT_TIMEOUT);
  }

  /**
   * Calls a method of a module; any live node that hosts the module may answer.
   *
   * @return the reply; fails with an {@link RpcException}, never later than the timeout
   */
  protected final Future<JsonObject> requestToServiceMod(
      String module, String method, JsonObject args, Duration timeout) {
    return host.request(module, method, args, timeout);
  }

  /** Like {@link #requestToServiceMod(String, String, JsonObject, RpcCallback, Duration)}. */
  protected final void requestToServiceMod(
      String module, String method, JsonObject args, RpcCallback callback) {
    requestToServiceMod(module, method, args, callback, DEFAULT_TIMEOUT);
  }

  /** Calls a method of a module; the callback is called exactly once. */
  protected final void requestToServiceMod(
      String module, String method, JsonObject args, RpcCallback callback, Duration timeout) {
    host.request(module, method, args, timeout)
        .onComplete(reply -> callback.handle(true, reply), failure -> callback.handle(false, null));
  }
}
