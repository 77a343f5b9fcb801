package dev.delos.cluster;

import dev.delos.protocol.RpcCall;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The callee's side of RPC: finds the endpoint, and always answers. */
public final class RpcDispatcher {
  private static final Logger log = LoggerFactory.getLogger(RpcDispatcher.class);

  private final int serverId;
  private final BooleanSupplier takesWork;
  private final Map<String, Map<String, RpcEndpoint>> modules = new HashMap<>();

  RpcDispatcher(int serverId, BooleanSupplier takesWork) {
    this.serverId = serverId;
    this.takesWork = takesWork;
  }

  /** Answers a method from now on; replaces an earlier endpoint of the same name. */
  public void register(String module, String method, RpcEndpoint endpoint) {
    modules.computeIfAbsent(module, name -> new HashMap<>()).put(method, endpoint);
  }

  /** Ends {@link #register}, unless another endpoint has replaced this one. */
  public void unregister(String module, String method, RpcEndpoint endpoint) {
    Map<String, RpcEndpoint> methods = modules.get(module);
    if (methods != null && methods.remove(method, endpoint) && methods.isEmpty()) {
      modules.remove(module);
    }
  }

  List<String> modules() {
    return modules.keySet().stream().sorted().toList();
  }

  void dispatch(Message<JsonObject> message) {
    RpcCall call = RpcCall.fromJson(message.body());
    answer(call)
        .onSuccess(message::reply)
        .onFailure(
            failure -> {
              RpcException told = tell(call, failure);
              message.fail(RpcCodes.number(told.code()), told.detail());
            });
  }

  private Future<JsonObject> answer(RpcCall call) {
    if (!takesWork.getAsBoolean()) {
      return refuse(Code.DRAINING, "node " + serverId + " is leaving");
    }
    Map<String, RpcEndpoint> methods = modules.get(call.module());
    if (methods == null) {
      return refuse(Code.NO_PROVIDER, "node " + serverId + " does not host " + call.module());
    }
    RpcEndpoint endpoint = methods.get(call.method());
    if (endpoint == null) {
      return refuse(Code.NO_METHOD, call.module() + " has no method " + call.method());
    }
    RpcRequest request = new RpcRequest(call.callerId(), call.args(), call.timeout());
    return Future.succeededFuture().compose(start -> endpoint.call(request));
  }

  private static Future<JsonObject> refuse(Code code, String detail) {
    return Future.failedFuture(new RpcException(code, detail));
  }

  /** What the caller may know; the rest goes to the log under an id that both texts name. */
  private RpcException tell(RpcCall call, Throwable failure) {
    if (failure instanceof RpcException known && isOurs(known)) {
      return known;
    }
    if (failure instanceof InvalidRequestException invalid) {
      return new RpcException(Code.BAD_REQUEST, String.valueOf(invalid.getMessage()));
    }
    String errorId = UUID.randomUUID().toString();
    log.error(
        "rpc {}.{} from node {} failed on node {}, error {}",
        call.module(),
        call.method(),
        call.callerId(),
        serverId,
        errorId,
        failure);
    return new RpcException(
        Code.REMOTE_ERROR, call.module() + "." + call.method() + " failed, error " + errorId);
  }

  /** A code from a nested call is a failure of this method: its own caller must not mistake it. */
  private static boolean isOurs(RpcException refusal) {
    return switch (refusal.code()) {
      case DRAINING, NO_PROVIDER, NO_METHOD -> true;
      default -> false;
    };
  }
}
