package dev.delos.sdk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** What the systems of every node may call. */
public class NodeCalls<S extends NodeSystem> extends ModCalls<S> {
  NodeCalls(S system) {
    super(system);
  }

  public final int serverId() {
    return system().serverId();
  }

  public final void notifyToServiceNode(int serverId, String event, JsonObject data) {
    run(() -> system().notifyToServiceNode(serverId, event, data));
  }

  public final void broadcastToService(String event, JsonObject data) {
    run(() -> system().broadcastToService(event, data));
  }

  public final Future<JsonObject> requestToServiceMod(
      String module, String method, JsonObject args) {
    return call(() -> system().requestToServiceMod(module, method, args));
  }

  public final Future<JsonObject> requestToServiceMod(
      String module, String method, JsonObject args, Duration timeout) {
    return call(() -> system().requestToServiceMod(module, method, args, timeout));
  }

  /** For handlers, which are on the system's context already. */
  public final Future<JsonObject> requestNow(
      String module, String method, JsonObject args, Duration timeout) {
    return system().requestToServiceMod(module, method, args, timeout);
  }

  public final <R extends Record> Future<R> requestToServiceMod(
      String module, String method, Record args, Class<R> reply) {
    return call(() -> system().requestToServiceMod(module, method, args, reply));
  }

  public final <R extends Record> Future<R> requestToServiceMod(
      String module, String method, Record args, Class<R> reply, Duration timeout) {
    return call(() -> system().requestToServiceMod(module, method, args, reply, timeout));
  }

  public final void requestToServiceMod(
      String module, String method, JsonObject args, RpcCallback callback) {
    run(() -> system().requestToServiceMod(module, method, args, callback));
  }

  public final void requestToServiceMod(
      String module, String method, JsonObject args, RpcCallback callback, Duration timeout) {
    run(() -> system().requestToServiceMod(module, method, args, callback, timeout));
  }

  public final Future<JsonObject> requestToService(String module, String method, JsonObject args) {
    return call(() -> system().requestToService(module, method, args));
  }

  public final Future<JsonObject> requestToService(
      String module, String method, JsonObject args, Duration timeout) {
    return call(() -> system().requestToService(module, method, args, timeout));
  }

  public final void requestToService(
      String module, String method, JsonObject args, RpcCallback callback) {
    run(() -> system().requestToService(module, method, args, callback));
  }

  public final void requestToService(
      String module, String method, JsonObject args, RpcCallback callback, Duration timeout) {
    run(() -> system().requestToService(module, method, args, callback, timeout));
  }

  public final void sendToServiceMod(String module, String method, JsonObject args) {
    run(() -> system().sendToServiceMod(module, method, args));
  }

  public final Future<JsonObject> requestToHashService(
      String module, String hashKey, String method, JsonObject args) {
    return call(() -> system().requestToHashService(module, hashKey, method, args));
  }

  public final Future<JsonObject> requestToHashService(
      String module, String hashKey, String method, JsonObject args, Duration timeout) {
    return call(() -> system().requestToHashService(module, hashKey, method, args, timeout));
  }

  public final <R extends Record> Future<R> requestToHashService(
      String module, String hashKey, String method, Record args, Class<R> reply, Duration timeout) {
    return call(() -> system().requestToHashService(module, hashKey, method, args, reply, timeout));
  }

  public final void requestToHashService(
      String module, String hashKey, String method, JsonObject args, RpcCallback callback) {
    run(() -> system().requestToHashService(module, hashKey, method, args, callback));
  }

  public final void requestToHashService(
      String module,
      String hashKey,
      String method,
      JsonObject args,
      RpcCallback callback,
      Duration timeout) {
    run(() -> system().requestToHashService(module, hashKey, method, args, callback, timeout));
  }
}
