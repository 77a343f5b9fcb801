package dev.delos.sdk;

import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.json.JsonObject;

/**
 * A mod's system on a service: answers RPC, and keeps what must last in the database. Events from a
 * client carry {@code __uid__} (the account) and {@code __proxyId__}, stamped by the proxy.
 */
public abstract non-sealed class ServiceSystem extends BackendSystem {
  private final ServiceHost host;

  protected ServiceSystem(ServiceHost host) {
    super(host);
    this.host = host;
  }

  /** PostgreSQL, with this mod's tables in the schema of its name. */
  protected final Database database() {
    return host.database();
  }

  /**
   * Answers a method whose effect happens once for each {@link RequestKey}: callers use {@link
   * #requestIdempotent}. The reply is stored for as long as the configuration says ({@code
   * database.outcomeHours}).
   *
   * @param module the node's type, or one that {@code module_names} lists
   */
  protected final void registerIdempotentMethod(
      String module, String method, IdempotentMethod handler) {
    host.registerIdempotent(module, method, handler);
  }

  /**
   * Answers a method that callers may repeat by {@link #requestIdempotent}, and that takes care of
   * that by itself. Nothing is stored for it, and {@link #queryOutcome} does not know its requests.
   */
  protected final void registerRepeatableMethod(
      String module, String method, RepeatableMethod handler) {
    host.registerRepeatable(module, method, handler);
  }

  /** Sends an event of this system to the active master. Best effort. */
  protected final void notifyToMaster(String event, JsonObject data) {
    host.notifyToMaster(event, data);
  }

  /**
   * Sends an event of this system to a player's client through the proxy that holds it, with no
   * lobby in between. Best effort: dropped if the account has no connection there.
   */
  protected final void remoteNotifyToClient(
      String uid, int proxyId, String event, JsonObject data) {
    host.remoteNotifyToClient(uid, proxyId, event, data);
  }

  /** Adds an operators' command, as {@link ServerSystem#registerOpCommand} does. */
  protected final void registerOpCommand(String url, OperatorCommand command) {
    host.registerOpCommand(url, command);
  }
}
