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
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** A host that runs one system of a node on the test's thread. */
class FakeHost extends FakeSystemHost implements NodeHost {
  /** Answers this host's requests. */
  Rpc rpc = (module, method, args, timeout) -> Future.failedFuture("no RPC here");

  FakeHost(String systemName) {
    super(systemName);
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

  /** What stands in for the network. */
  interface Rpc {
    Future<JsonObject> send(String module, String method, JsonObject args, Duration timeout);
  }
}
