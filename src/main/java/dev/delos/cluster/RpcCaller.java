package dev.delos.cluster;

import dev.delos.protocol.Addresses;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.RpcCall;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The caller's side of RPC: picks the callee from the directory, waits no longer than the timeout,
 * and not at all for a node that left. Belongs to its node's context.
 */
public final class RpcCaller {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final Vertx vertx;
  private final int serverId;
  private final NodeDirectory directory;
  private final Map<Integer, Set<Promise<JsonObject>>> inFlight = new HashMap<>();

  RpcCaller(Vertx vertx, int serverId, NodeDirectory directory) {
    this.vertx = vertx;
    this.serverId = serverId;
    this.directory = directory;
    directory.onLeave(this::failCallsTo);
  }

  /** Calls a module wherever it is hosted: the less busy one of two hosts picked at random. */
  public Future<JsonObject> request(
      String module, String method, JsonObject args, Duration timeout) {
    List<NodeInfo> hosts =
        directory.upNodes().filter(node -> node.modules().contains(module)).toList();
    if (hosts.isEmpty()) {
      return Future.failedFuture(
          new RpcException(Code.NO_PROVIDER, "no node that is up hosts " + module));
    }
    return request(pick(hosts).serverId(), module, method, args, timeout);
  }

  /** Calls a module on one node. */
  public Future<JsonObject> request(
      int calleeId, String module, String method, JsonObject args, Duration timeout) {
    if (directory.find(calleeId).isEmpty()) {
      return Future.failedFuture(new RpcException(Code.NODE_LEFT, "no node " + calleeId));
    }
    Duration wait = timeout.compareTo(SHORTEST) < 0 ? SHORTEST : timeout;
    RpcCall call = new RpcCall(serverId, module, method, args, wait);
    Promise<JsonObject> promise = Promise.promise();
    Set<Promise<JsonObject>> calls = inFlight.computeIfAbsent(calleeId, id -> new HashSet<>());
    calls.add(promise);
    vertx
        .eventBus()
        .<JsonObject>request(
            Addresses.node(calleeId),
            call.toJson(),
            MessageKind.RPC.delivery().setSendTimeout(wait.toMillis()))
        .map(Message::body)
        .onComplete(
            promise::tryComplete, failure -> promise.tryFail(translate(failure, call, calleeId)));
    return promise.future().onComplete(done -> calls.remove(promise));
  }

  private NodeInfo pick(List<NodeInfo> hosts) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    NodeInfo one = hosts.get(random.nextInt(hosts.size()));
    if (hosts.size() == 1) {
      return one;
    }
    int step = 1 + random.nextInt(hosts.size() - 1);
    NodeInfo other = hosts.get((hosts.indexOf(one) + step) % hosts.size());
    return callsTo(one) <= callsTo(other) ? one : other;
  }

  private int callsTo(NodeInfo node) {
    return inFlight.getOrDefault(node.serverId(), Set.of()).size();
  }

  private void failCallsTo(NodeInfo node) {
    Set<Promise<JsonObject>> calls = inFlight.remove(node.serverId());
    if (calls != null) {
      RpcException left = new RpcException(Code.NODE_LEFT, "node " + node.serverId() + " left");
      List.copyOf(calls).forEach(call -> call.tryFail(left));
    }
  }

  private static RpcException translate(Throwable failure, RpcCall call, int calleeId) {
    String what = call.module() + "." + call.method() + " on node " + calleeId;
    if (!(failure instanceof ReplyException reply)) {
      return new RpcException(Code.REMOTE_ERROR, what + " could not be sent");
    }
    return switch (reply.failureType()) {
      case TIMEOUT ->
          new RpcException(
              Code.TIMEOUT, what + " gave no answer within " + call.timeout().toMillis() + " ms");
      case NO_HANDLERS -> new RpcException(Code.NODE_LEFT, what + ": the node is gone");
      case RECIPIENT_FAILURE ->
          new RpcException(RpcCodes.code(reply.failureCode()), String.valueOf(reply.getMessage()));
      default -> new RpcException(Code.REMOTE_ERROR, what + " could not be understood");
    };
  }
}
