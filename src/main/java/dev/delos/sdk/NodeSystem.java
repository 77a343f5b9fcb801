package dev.delos.sdk;

import dev.delos.sdk.spi.NodeHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * A system on a node of the network, as opposed to one in a player's client: it may call RPC and
 * speak to services.
 *
 * <p>A request waits for {@link #DEFAULT_TIMEOUT} where the caller doesn't say how long. One made
 * while an RPC method runs waits no longer than the method's own caller.
 */
public abstract sealed class NodeSystem extends ModSystem permits ServerSystem, BackendSystem {
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

  /** Like {@link #requestToServiceMod(String, String, JsonObject, Duration)}. */
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

  /** Like {@link #requestToServiceMod(String, String, Record, Class, Duration)}. */
  protected final <R extends Record> Future<R> requestToServiceMod(
      String module, String method, Record args, Class<R> reply) {
    return requestToServiceMod(module, method, args, reply, DEFAULT_TIMEOUT);
  }

  /** Calls a method with a record for arguments, and reads the reply as one. */
  protected final <R extends Record> Future<R> requestToServiceMod(
      String module, String method, Record args, Class<R> reply, Duration timeout) {
    return requestToServiceMod(module, method, Records.toJson(args), timeout)
        .map(json -> Records.fromJson(json, reply));
  }

  /** Like {@link #requestToServiceMod(String, String, JsonObject, RpcCallback, Duration)}. */
  protected final void requestToServiceMod(
      String module, String method, JsonObject args, RpcCallback callback) {
    requestToServiceMod(module, method, args, callback, DEFAULT_TIMEOUT);
  }

  /** Calls a method of a module; the callback is called exactly once. */
  protected final void requestToServiceMod(
      String module, String method, JsonObject args, RpcCallback callback, Duration timeout) {
    answer(host.request(module, method, args, timeout), callback);
  }

  /** The manual's other name of {@link #requestToServiceMod(String, String, JsonObject)}. */
  protected final Future<JsonObject> requestToService(
      String module, String method, JsonObject args) {
    return requestToServiceMod(module, method, args);
  }

  /** Another name of {@link #requestToServiceMod(String, String, JsonObject, Duration)}. */
  protected final Future<JsonObject> requestToService(
      String module, String method, JsonObject args, Duration timeout) {
    return requestToServiceMod(module, method, args, timeout);
  }

  /** Another name of {@link #requestToServiceMod(String, String, JsonObject, RpcCallback)}. */
  protected final void requestToService(
      String module, String method, JsonObject args, RpcCallback callback) {
    requestToServiceMod(module, method, args, callback);
  }

  /** Another name of the form of {@link #requestToServiceMod} with a callback and a timeout. */
  protected final void requestToService(
      String module, String method, JsonObject args, RpcCallback callback, Duration timeout) {
    requestToServiceMod(module, method, args, callback, timeout);
  }

  /**
   * The manual's request without a callback: calls a method one way. Nobody learns what became of
   * it; best effort.
   */
  protected final void sendToServiceMod(String module, String method, JsonObject args) {
    host.send(module, method, args);
  }

  /**
   * Calls an idempotent method of a module until it answers or the timeout is over: after a timeout
   * of one try, the death or the leaving of a callee, or a failure of the method it asks again,
   * wherever the module is hosted then. The effect happens at most once.
   *
   * @param key the same for all repeats of one request, also by other callers
   * @return the reply, be it stored or new; fails with {@link RpcException.Code#TIMEOUT} if the
   *     outcome is unknown: see {@link #queryOutcome}
   */
  protected final Future<JsonObject> requestIdempotent(
      String module, String method, RequestKey key, JsonObject args, Duration timeout) {
    return host.requestIdempotent(module, method, key, args, timeout);
  }

  /**
   * Tells what became of a request to an idempotent method, for good: one that has not taken effect
   * until now never will. Fails like a request if no host of the module answers in time.
   */
  protected final Future<Outcome> queryOutcome(String module, RequestKey key, Duration timeout) {
    return host.queryOutcome(module, key, timeout);
  }

  /** Like {@link #requestToHashService(String, String, String, JsonObject, Duration)}. */
  protected final Future<JsonObject> requestToHashService(
      String module, String hashKey, String method, JsonObject args) {
    return requestToHashService(module, hashKey, method, args, DEFAULT_TIMEOUT);
  }

  /**
   * Calls a method of a module on the node that the key picks: the same one while the set of hosts
   * stands. When a node joins or leaves, only its share of the keys moves.
   */
  protected final Future<JsonObject> requestToHashService(
      String module, String hashKey, String method, JsonObject args, Duration timeout) {
    return host.requestHash(module, hashKey, method, args, timeout);
  }

  /** Calls the node that the key picks, with a record for arguments and for the reply. */
  protected final <R extends Record> Future<R> requestToHashService(
      String module, String hashKey, String method, Record args, Class<R> reply, Duration timeout) {
    return requestToHashService(module, hashKey, method, Records.toJson(args), timeout)
        .map(json -> Records.fromJson(json, reply));
  }

  /** Like the form with a timeout, which is then {@link #DEFAULT_TIMEOUT}. */
  protected final void requestToHashService(
      String module, String hashKey, String method, JsonObject args, RpcCallback callback) {
    requestToHashService(module, hashKey, method, args, callback, DEFAULT_TIMEOUT);
  }

  /** Calls the node that the key picks; the callback is called exactly once. */
  protected final void requestToHashService(
      String module,
      String hashKey,
      String method,
      JsonObject args,
      RpcCallback callback,
      Duration timeout) {
    answer(host.requestHash(module, hashKey, method, args, timeout), callback);
  }

  /** Sends an event of this system to the systems of a service. Best effort. */
  protected final void notifyToServiceNode(int serverId, String event, JsonObject data) {
    host.notifyToServiceNode(serverId, event, data);
  }

  /** Sends an event of this system to the systems of every service. Best effort. */
  protected final void broadcastToService(String event, JsonObject data) {
    host.broadcastToService(event, data);
  }

  private static void answer(Future<JsonObject> reply, RpcCallback callback) {
    reply.onComplete(
        found -> callback.handle(true, found), failure -> callback.handle(false, null));
  }
}
