package dev.delos.mods.daily;

import dev.delos.sdk.IdempotentMethod;
import dev.delos.sdk.LoginStrategy;
import dev.delos.sdk.OperatorCommand;
import dev.delos.sdk.Outcome;
import dev.delos.sdk.RepeatableMethod;
import dev.delos.sdk.RequestKey;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcHandler;
import dev.delos.sdk.RpcMethod;
import dev.delos.sdk.spi.NodeHost;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A host that runs one system on the test's thread. */
class FakeHost implements NodeHost {
  private final Map<String, List<Handler<JsonObject>>> handlers = new HashMap<>();
  private final String systemName;

  /** Answers this host's requests. */
  Rpc rpc = (module, method, args, timeout) -> Future.failedFuture("no RPC here");

  FakeHost(String systemName) {
    this.systemName = systemName;
  }

  /** Lets an event of some system arrive. */
  void emit(String namespace, String system, String event, JsonObject data) {
    List.copyOf(handlers.getOrDefault(key(namespace, system, event), List.of()))
        .forEach(handler -> handler.handle(data.copy()));
  }

  @Override
  public String namespace() {
    return DailyMod.NAME;
  }

  @Override
  public String systemName() {
    return systemName;
  }

  @Override
  public JsonObject config() {
    throw new AssertionError("asked for its settings");
  }

  @Override
  public Clock clock() {
    throw new AssertionError("asked for the time");
  }

  @Override
  public void listen(String namespace, String system, String event, Handler<JsonObject> handler) {
    handlers.computeIfAbsent(key(namespace, system, event), k -> new ArrayList<>()).add(handler);
  }

  @Override
  public void unlisten(String namespace, String system, String event, Handler<JsonObject> handler) {
    handlers.getOrDefault(key(namespace, system, event), List.of()).remove(handler);
  }

  @Override
  public void unlistenAll() {
    handlers.clear();
  }

  @Override
  public void broadcast(String event, JsonObject data) {
    emit(namespace(), systemName(), event, data);
  }

  @Override
  public int serverId() {
    return 1;
  }

  @Override
  public Future<JsonObject> request(
      String module, String method, JsonObject args, Duration timeout) {
    return rpc.send(module, method, args.copy(), timeout);
  }

  @Override
  public Future<JsonObject> requestHash(
      String module, String hashKey, String method, JsonObject args, Duration timeout) {
    throw unused();
  }

  /** Tries twice, at once; the host tries for as long as there is time. */
  @Override
  public Future<JsonObject> requestIdempotent(
      String module, String method, RequestKey key, JsonObject args, Duration timeout) {
    JsonObject request =
        new JsonObject()
            .put("owner", key.owner())
            .put("requestId", key.requestId().toString())
            .put("args", args.copy());
    return request(module, method, request, timeout)
        .recover(
            failure ->
                mayHelp(failure)
                    ? request(module, method, request, timeout)
                    : Future.failedFuture(failure));
  }

  private static boolean mayHelp(Throwable failure) {
    return failure instanceof RpcException rpc
        && rpc.code() != RpcException.Code.BAD_REQUEST
        && rpc.code() != RpcException.Code.NO_METHOD;
  }

  @Override
  public Future<Outcome> queryOutcome(String module, RequestKey key, Duration timeout) {
    throw unused();
  }

  @Override
  public void send(String module, String method, JsonObject args) {
    throw unused();
  }

  @Override
  public void notifyToServiceNode(int serverId, String event, JsonObject data) {
    throw unused();
  }

  @Override
  public void broadcastToService(String event, JsonObject data) {
    throw unused();
  }

  // What only some roles ask of their hosts; each role's fake inherits its part.

  public void notifyToMaster(String event, JsonObject data) {
    throw unused();
  }

  public void registerOpCommand(String url, OperatorCommand command) {
    throw unused();
  }

  public String type() {
    throw unused();
  }

  public void registerMethod(String module, String method, RpcMethod handler) {
    throw unused();
  }

  public void registerIdempotent(String module, String method, IdempotentMethod handler) {
    throw unused();
  }

  public void registerRepeatable(String module, String method, RepeatableMethod handler) {
    throw unused();
  }

  public void registerHandler(String module, String method, RpcHandler handler) {
    throw unused();
  }

  public void respond(int serverId, long callbackId, JsonObject data) {
    throw unused();
  }

  public void notifyToServerNode(int serverId, String event, JsonObject data) {
    throw unused();
  }

  public void broadcastToServerByType(String type, String event, JsonObject data) {
    throw unused();
  }

  public void remoteBroadcastToClient(String event, JsonObject data) {
    throw unused();
  }

  public void remoteNotifyToClient(String uid, int proxyId, String event, JsonObject data) {
    throw unused();
  }

  public boolean isSilenced(String playerId) {
    throw unused();
  }

  public void setLoginStrategy(LoginStrategy strategy) {
    throw unused();
  }

  private static AssertionError unused() {
    return new AssertionError("this mod has no use for it");
  }

  private static String key(String namespace, String system, String event) {
    return namespace + "." + system + "." + event;
  }

  /** What stands in for the network. */
  interface Rpc {
    Future<JsonObject> send(String module, String method, JsonObject args, Duration timeout);
  }
}
