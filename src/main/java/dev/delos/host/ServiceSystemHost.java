package dev.delos.host;

import dev.delos.cluster.RpcDispatcher;
import dev.delos.cluster.RpcEndpoint;
import dev.delos.cluster.RpcRequest;
import dev.delos.sdk.Database;
import dev.delos.sdk.RpcHandler;
import dev.delos.sdk.RpcMethod;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a system gets on a service. */
final class ServiceSystemHost extends NodeSystemHost implements ServiceHost {
  private static final Logger log = LoggerFactory.getLogger(ServiceSystemHost.class);

  private final LoadedMod mod;
  private final String type;
  private final Database database;
  private final Map<Long, Pending> unanswered = new HashMap<>();
  private final List<Runnable> registrations = new ArrayList<>();
  private long lastCallbackId;

  /** A request that waits for {@link #respond}, and the timer that ends the wait. */
  private record Pending(int callerId, Promise<JsonObject> reply, long timer) {}

  ServiceSystemHost(
      ModHost modHost, LoadedMod mod, String systemName, String type, Database database) {
    super(modHost, mod, systemName);
    this.mod = mod;
    this.type = type;
    this.database = database;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public void registerMethod(String module, String method, RpcMethod handler) {
    register(module, method, request -> handler.call(request.args()));
  }

  @Override
  public void registerHandler(String module, String method, RpcHandler handler) {
    register(module, method, request -> await(request, handler));
  }

  private void register(String module, String method, RpcEndpoint endpoint) {
    RpcDispatcher dispatcher = modHost().cluster().dispatcher();
    dispatcher.register(allowed(module), method, endpoint);
    registrations.add(() -> dispatcher.unregister(module, method, endpoint));
  }

  @Override
  void close() {
    super.close();
    registrations.forEach(Runnable::run);
    registrations.clear();
  }

  @Override
  public void respond(int serverId, long callbackId, JsonObject data) {
    Pending pending = unanswered.get(callbackId);
    if (pending == null || pending.callerId() != serverId) {
      log.warn(
          "{}.{} answered request {} of node {}, which nobody waits for",
          namespace(),
          systemName(),
          callbackId,
          serverId);
      return;
    }
    unanswered.remove(callbackId);
    modHost().vertx().cancelTimer(pending.timer());
    pending.reply().complete(data);
  }

  private Future<JsonObject> await(RpcRequest request, RpcHandler handler) {
    long callbackId = ++lastCallbackId;
    Promise<JsonObject> reply = Promise.promise();
    long timer =
        modHost()
            .vertx()
            .setTimer(Math.max(1, request.timeout().toMillis()), id -> forget(callbackId));
    unanswered.put(callbackId, new Pending(request.callerId(), reply, timer));
    try {
      handler.handle(request.callerId(), callbackId, request.args());
    } catch (RuntimeException e) {
      modHost().vertx().cancelTimer(timer);
      unanswered.remove(callbackId);
      throw e;
    }
    return reply.future();
  }

  /** The caller has stopped waiting: what comes later is late. */
  private void forget(long callbackId) {
    Pending late = unanswered.remove(callbackId);
    if (late != null) {
      late.reply().fail("not answered in time");
    }
  }

  private String allowed(String module) {
    if (!module.equals(type) && !mod.config().moduleNames().contains(module)) {
      TreeSet<String> names = new TreeSet<>(mod.config().moduleNames());
      names.add(type);
      throw new IllegalArgumentException(
          "module " + module + ": allowed: " + String.join(", ", names) + " (module_names)");
    }
    return module;
  }
}
