package dev.delos.cluster;

import dev.delos.protocol.RpcCall;
import dev.delos.protocol.RpcReply;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The callee's side of RPC: finds the endpoint, and always answers. So many calls run at once, so
 * many more wait, and past that a call is refused at once; one whose caller has stopped waiting is
 * not begun. Belongs to its node's context.
 */
public final class RpcDispatcher {
  /** Calls that may run at once. */
  static final int MAX_RUNNING = 4_096;

  /** Calls that may wait for one that runs. */
  static final int MAX_WAITING = 4_096;

  /** A nested call that ends so late ended because the caller's own time did. */
  private static final Duration LAST_MOMENT = Duration.ofMillis(20);

  /** For how long a call counts that nobody waits for. */
  private static final Duration ONE_WAY_LIMIT = Duration.ofMinutes(1);

  /** While there is no room, how often calls are looked for that nobody waits for any more. */
  private static final Duration SEARCH_PERIOD = Duration.ofMillis(100);

  /** How the modules of Delos itself begin: no mod's can, for a dot is not allowed in its name. */
  private static final String OWN_MODULES = "delos.";

  private static final Logger log = LoggerFactory.getLogger(RpcDispatcher.class);

  private final Vertx vertx;
  private final int serverId;
  private final BooleanSupplier takesWork;
  private final Outbox outbox;
  private final Runnable modulesChanged;
  private final Map<String, Map<String, RpcEndpoint>> modules = new HashMap<>();
  private final Queue<Arrived> waiting = new ArrayDeque<>();
  private final Set<Running> running = new LinkedHashSet<>();
  private long lastSearch;
  private long expired;

  /** A call that runs, by which it is let go of once. Compared by identity. */
  private static final class Running {
    private final Deadline end;

    Running(Deadline end) {
      this.end = end;
    }
  }

  /** A call, and until when its caller waits by this node's clock. */
  private record Arrived(RpcCall call, Deadline deadline) {}

  /**
   * Answers for a node.
   *
   * @param takesWork whether calls of mods' modules are begun; those of Delos itself always are
   * @param modulesChanged told when the set of modules has changed
   */
  RpcDispatcher(
      Vertx vertx,
      int serverId,
      BooleanSupplier takesWork,
      Outbox outbox,
      Runnable modulesChanged) {
    this.modulesChanged = modulesChanged;
    this.vertx = vertx;
    this.serverId = serverId;
    this.takesWork = takesWork;
    this.outbox = outbox;
  }

  /** Answers a method from now on; replaces an earlier endpoint of the same name. */
  public void register(String module, String method, RpcEndpoint endpoint) {
    Map<String, RpcEndpoint> methods = modules.get(module);
    if (methods != null) {
      methods.put(method, endpoint);
    } else {
      modules.put(module, new HashMap<>(Map.of(method, endpoint)));
      modulesChanged.run();
    }
  }

  /** Ends {@link #register}, unless another endpoint has replaced this one. */
  public void unregister(String module, String method, RpcEndpoint endpoint) {
    Map<String, RpcEndpoint> methods = modules.get(module);
    if (methods != null && methods.remove(method, endpoint) && methods.isEmpty()) {
      modules.remove(module);
      modulesChanged.run();
    }
  }

  /** How many calls run or wait. */
  public int busy() {
    return running.size() + waiting.size();
  }

  /** How many calls were dropped because their callers had stopped waiting. */
  public long expired() {
    return expired;
  }

  List<String> modules() {
    return modules.keySet().stream().sorted().toList();
  }

  void dispatch(RpcCall call) {
    Arrived arrived = new Arrived(call, Deadline.in(call.timeout()));
    if (isOwn(call) || hasRoom()) {
      run(arrived);
    } else if (waiting.size() < MAX_WAITING) {
      waiting.add(arrived);
    } else {
      refuse(call, Code.OVERLOADED, "node " + serverId + " has too much to do");
    }
  }

  /** Calls of Delos itself get through however much mods have to do. */
  private static boolean isOwn(RpcCall call) {
    return call.module().startsWith(OWN_MODULES);
  }

  /** A method that never ends must not keep its place for ever. */
  private boolean hasRoom() {
    if (running.size() >= MAX_RUNNING && System.nanoTime() - lastSearch > SEARCH_PERIOD.toNanos()) {
      lastSearch = System.nanoTime();
      running.removeIf(call -> call.end.hasPassed());
    }
    return running.size() < MAX_RUNNING;
  }

  private void run(Arrived arrived) {
    RpcCall call = arrived.call();
    Map<String, RpcEndpoint> methods = modules.get(call.module());
    if (!takesWork.getAsBoolean() && !isOwn(call)) {
      refuse(call, Code.DRAINING, "node " + serverId + " is leaving");
    } else if (methods == null) {
      refuse(call, Code.NO_PROVIDER, "node " + serverId + " does not host " + call.module());
    } else if (!methods.containsKey(call.method())) {
      refuse(call, Code.NO_METHOD, call.module() + " has no method " + call.method());
    } else {
      run(arrived, methods.get(call.method()));
    }
  }

  private void run(Arrived arrived, RpcEndpoint endpoint) {
    RpcCall call = arrived.call();
    Running slot = new Running(call.isOneWay() ? Deadline.in(ONE_WAY_LIMIT) : arrived.deadline());
    running.add(slot);
    ContextInternal own = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
    if (!call.isOneWay()) {
      arrived.deadline().setOn(own);
    }
    // The method may end on any thread: its end is taken on this node's context.
    Promise<JsonObject> ended = own.promise();
    own.dispatch(
        begin ->
            call(endpoint, new RpcRequest(call.callerId(), call.args(), call.timeout()))
                .onComplete(ended));
    ended
        .future()
        .onComplete(
            reply -> answer(call, RpcReply.of(call.callId(), reply)),
            failure -> refuse(call, tell(arrived, failure)))
        .onComplete(done -> finished(slot));
  }

  private void finished(Running slot) {
    running.remove(slot);
    if (!waiting.isEmpty()) {
      // Not from within this call: methods that end at once would pile up on the stack.
      vertx.runOnContext(next -> runWaiting());
    }
  }

  private void runWaiting() {
    while (hasRoom() && !waiting.isEmpty()) {
      Arrived next = waiting.remove();
      if (!next.call().isOneWay() && next.deadline().hasPassed()) {
        expired++;
      } else {
        run(next);
      }
    }
  }

  private static Future<JsonObject> call(RpcEndpoint endpoint, RpcRequest request) {
    try {
      Future<JsonObject> reply = endpoint.call(request);
      return reply == null ? Future.failedFuture("the method returned no future") : reply;
    } catch (Throwable failure) {
      return Future.failedFuture(failure);
    }
  }

  private void refuse(RpcCall call, Code code, String detail) {
    refuse(call, new RpcException(code, detail));
  }

  private void refuse(RpcCall call, RpcException failure) {
    int code = RpcCodes.number(failure.code());
    answer(call, RpcReply.failure(call.callId(), code, failure.detail()));
  }

  private void answer(RpcCall call, RpcReply reply) {
    if (!call.isOneWay()) {
      outbox
          .send(call.callerId(), MessageKind.RPC_REPLY, reply::encode)
          .onFailure(failure -> notAnswered(call, reply, (RpcException) failure));
    }
  }

  private void notAnswered(RpcCall call, RpcReply reply, RpcException failure) {
    if (reply.isSuccess() && failure.code() == Code.BAD_REQUEST) {
      refuse(call, logged(call, failure));
    } else {
      log.debug("node {} did not get its answer: {}", call.callerId(), failure.toString());
    }
  }

  private static boolean isTimeout(Throwable failure) {
    return failure instanceof RpcException nested && nested.code() == Code.TIMEOUT;
  }

  /** What the caller may know; the rest goes to the log under an id that both texts name. */
  private RpcException tell(Arrived arrived, Throwable failure) {
    RpcCall call = arrived.call();
    if (isTimeout(failure) && arrived.deadline().left().compareTo(LAST_MOMENT) < 0) {
      return new RpcException(
          Code.TIMEOUT, call.module() + "." + call.method() + " ran out of its caller's time");
    }
    if (failure instanceof InvalidRequestException invalid) {
      return new RpcException(Code.BAD_REQUEST, String.valueOf(invalid.getMessage()));
    }
    if (isOwn(call) && isOverloaded(failure)) {
      return (RpcException) failure;
    }
    return logged(call, failure);
  }

  /** What Delos itself can't do just now is to be asked again, and no fault. */
  private static boolean isOverloaded(Throwable failure) {
    return failure instanceof RpcException refused && refused.code() == Code.OVERLOADED;
  }

  private RpcException logged(RpcCall call, Throwable failure) {
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
}
