package dev.delos.cluster;

import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.RpcCall;
import dev.delos.protocol.RpcReply;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The caller's side of RPC: picks the callee, waits no longer than the timeout or than what is left
 * for the method that runs, and not at all for a node that left. Belongs to its node's context.
 */
public final class RpcCaller {
  /** Calls that may wait for one node's answers. */
  static final int MAX_IN_FLIGHT = 4_096;

  /** Between two looks for calls whose time is over: so much too late a call may end. */
  private static final long SHORTEST_PAUSE_MS = 5;

  private static final Logger log = LoggerFactory.getLogger(RpcCaller.class);
  private static final int INCARNATION_SHIFT = 20;

  private final Vertx vertx;
  private final ContextInternal context;
  private final int serverId;
  private final NodeDirectory directory;
  private final Outbox outbox;
  private final CalleePicker picker;
  private final Map<Long, PendingCall> pending = new HashMap<>();
  private final Map<Integer, Callee> callees = new HashMap<>();
  private long lastCallId;
  private long lateAnswers;

  /** The one timer for all calls: it goes off no later than the first of them ends. */
  private OptionalLong timer = OptionalLong.empty();

  private long timerEnd;

  /** A node as one that is called, and how many calls wait for its answers. */
  private static final class Callee {
    private final int serverId;
    private int inFlight;

    Callee(int serverId) {
      this.serverId = serverId;
    }
  }

  /** A call that waits for its answer. */
  private record PendingCall(RpcCall call, Callee callee, Promise<JsonObject> promise, long end) {
    boolean isOver(long now) {
      return end - now <= 0;
    }
  }

  RpcCaller(Vertx vertx, NodeInfo self, NodeDirectory directory, Outbox outbox) {
    this.vertx = vertx;
    this.context = (ContextInternal) vertx.getOrCreateContext();
    this.serverId = self.serverId();
    this.directory = directory;
    this.outbox = outbox;
    this.picker = new CalleePicker(callee -> callee(callee).inFlight);
    // Unlike any of an earlier life, whose late answers may still come.
    this.lastCallId = self.incarnation() << INCARNATION_SHIFT;
    directory.onLeave(this::failCallsTo);
  }

  /**
   * Calls a module wherever it is hosted: the less busy of two hosts picked at random. One that
   * refuses because it drains has not begun: another is asked.
   */
  public Future<JsonObject> request(
      String module, String method, JsonObject args, Duration timeout) {
    return request(picker::leastBusyOfTwo, module, method, args, timeout);
  }

  /** Calls a module on the host that the key picks: the same one while the set of hosts stands. */
  public Future<JsonObject> requestHash(
      String module, String hashKey, String method, JsonObject args, Duration timeout) {
    return request(hosts -> picker.byKey(hosts, hashKey), module, method, args, timeout);
  }

  private Future<JsonObject> request(
      Function<List<NodeInfo>, Optional<NodeInfo>> pick,
      String module,
      String method,
      JsonObject args,
      Duration timeout) {
    List<NodeInfo> hosts = directory.hosts(module);
    if (hosts.isEmpty()) {
      return refuse(Code.NO_PROVIDER, "no node that is up hosts " + module);
    }
    NodeInfo callee = pick.apply(hosts).orElseThrow();
    Future<JsonObject> reply = request(callee.serverId(), module, method, args, timeout);
    return hosts.size() == 1
        ? reply
        : reply.recover(
            failure ->
                isDraining(failure)
                    ? pick.apply(others(hosts, callee))
                        .map(other -> request(other.serverId(), module, method, args, timeout))
                        .orElseGet(() -> Future.failedFuture(failure))
                    : Future.failedFuture(failure));
  }

  private static boolean isDraining(Throwable failure) {
    return failure instanceof RpcException refused && refused.code() == Code.DRAINING;
  }

  private static List<NodeInfo> others(List<NodeInfo> hosts, NodeInfo but) {
    return hosts.stream().filter(host -> host.serverId() != but.serverId()).toList();
  }

  /** Calls a module on one node. */
  public Future<JsonObject> request(
      int calleeId, String module, String method, JsonObject args, Duration timeout) {
    if (directory.find(calleeId).isEmpty()) {
      return refuse(Code.NODE_LEFT, "no node " + calleeId);
    }
    Callee callee = callee(calleeId);
    if (callee.inFlight >= MAX_IN_FLIGHT) {
      return refuse(Code.OVERLOADED, MAX_IN_FLIGHT + " calls wait for node " + calleeId);
    }
    Duration wait = Deadline.atMost(timeout);
    if (wait.toMillis() < 1) {
      return refuse(Code.TIMEOUT, module + "." + method + " was not sent: no time is left");
    }
    return send(new RpcCall(++lastCallId, serverId, module, method, args, wait), callee);
  }

  private Callee callee(int calleeId) {
    return callees.computeIfAbsent(calleeId, Callee::new);
  }

  /** Calls a module wherever it is hosted, and waits for no answer. Best effort. */
  public void send(String module, String method, JsonObject args) {
    picker
        .leastBusyOfTwo(directory.hosts(module))
        .ifPresentOrElse(
            callee -> send(callee.serverId(), module, method, args),
            () -> log.warn("{}.{} was not sent: no node that is up hosts it", module, method));
  }

  /** How many calls wait for their answers. */
  public int waiting() {
    return pending.size();
  }

  /** How many answers came after the caller had stopped waiting. */
  public long lateAnswers() {
    return lateAnswers;
  }

  /** Takes an answer. */
  void answered(RpcReply reply) {
    PendingCall call = take(reply.callId());
    if (call == null) {
      lateAnswers++;
      log.debug("node {} dropped a late answer to call {}", serverId, reply.callId());
    } else if (reply.isSuccess()) {
      call.promise().complete(reply.data());
    } else {
      call.promise().fail(new RpcException(RpcCodes.code(reply.code()), reply.detail()));
    }
  }

  private Future<JsonObject> send(RpcCall call, Callee callee) {
    // On the caller's own context, so that its next steps keep its deadline.
    Promise<JsonObject> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
    long end = System.nanoTime() + call.timeout().toNanos();
    pending.put(call.callId(), new PendingCall(call, callee, promise, end));
    if (timer.isEmpty() || end - timerEnd < 0) {
      setTimer(end, 1);
    }
    callee.inFlight++;
    outbox
        .send(callee.serverId, MessageKind.RPC, call::encode)
        .onFailure(failure -> fail(call.callId(), (RpcException) failure));
    return promise.future();
  }

  /** Tells a node something, known or not, and waits for no answer. Best effort. */
  public void send(int calleeId, String module, String method, JsonObject args) {
    RpcCall call = new RpcCall(++lastCallId, serverId, module, method, args, Duration.ZERO);
    outbox
        .send(calleeId, MessageKind.RPC, call::encode)
        .onFailure(
            failure -> log.warn("{}.{} was not sent: {}", module, method, failure.toString()));
  }

  /** Not one timer a call: most have their answers long before, and each would be taken back. */
  private void setTimer(long end, long shortest) {
    timer.ifPresent(vertx::cancelTimer);
    long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()) + 1;
    timerEnd = end;
    timer = OptionalLong.of(context.setTimer(Math.max(millis, shortest), id -> endOverdue()));
  }

  private void endOverdue() {
    timer = OptionalLong.empty();
    long now = System.nanoTime();
    List<RpcCall> overdue = new ArrayList<>();
    long earliest = Long.MAX_VALUE;
    for (PendingCall call : pending.values()) {
      if (call.isOver(now)) {
        overdue.add(call.call());
      } else {
        earliest = Math.min(earliest, call.end() - now);
      }
    }
    if (earliest < Long.MAX_VALUE) {
      setTimer(now + earliest, SHORTEST_PAUSE_MS);
    }
    overdue.forEach(this::timedOut);
  }

  private void timedOut(RpcCall call) {
    fail(
        call.callId(),
        new RpcException(
            Code.TIMEOUT,
            call.module()
                + "."
                + call.method()
                + " gave no answer within "
                + call.timeout().toMillis()
                + " ms"));
  }

  private void fail(long callId, RpcException failure) {
    PendingCall call = take(callId);
    if (call != null) {
      call.promise().fail(failure);
    }
  }

  /** Whoever takes a call ends it: so it ends once. */
  private @Nullable PendingCall take(long callId) {
    PendingCall call = pending.remove(callId);
    if (call != null) {
      call.callee().inFlight--;
    }
    return call;
  }

  private void failCallsTo(NodeInfo node) {
    RpcException left = new RpcException(Code.NODE_LEFT, "node " + node.serverId() + " left");
    pending.values().stream()
        .filter(call -> call.callee().serverId == node.serverId())
        .map(call -> call.call().callId())
        .toList()
        .forEach(callId -> fail(callId, left));
    callees.remove(node.serverId());
  }

  private static Future<JsonObject> refuse(Code code, String detail) {
    return Future.failedFuture(new RpcException(code, detail));
  }
}
