package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;

import dev.delos.sdk.Database;
import dev.delos.sdk.IdempotentMethod;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RepeatableMethod;
import dev.delos.sdk.RequestKey;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcMethod;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A node of type {@code daily_service} with the mod's settings and a real database. */
final class FakeService extends FakeHost implements ServiceHost, FakeHost.Rpc {
  private final Map<String, RpcMethod> methods = new HashMap<>();
  private final Map<RequestKey, JsonObject> replies = new ConcurrentHashMap<>();
  private final JsonObject config;
  private final Clock clock;
  private final Database database;
  private final Context context;

  private FakeService(JsonObject config, Clock clock, Database database, Context context) {
    super(DailyServiceSystem.NAME);
    this.database = database;
    this.context = context;
    this.config = config;
    this.clock = clock;
  }

  /** Starts the mod's system on a service with these settings. */
  static FakeService start(JsonObject config, Clock clock, DailyDatabase daily) {
    return start(config, clock, daily, daily.vertx().getOrCreateContext());
  }

  /** The same on a context that others share. */
  static FakeService start(JsonObject config, Clock clock, DailyDatabase daily, Context context) {
    FakeService service = new FakeService(config, clock, daily.database(), context);
    DailyServiceSystem system = new DailyServiceSystem(service);
    await(DailyDatabase.run(context, () -> system.start().mapEmpty()));
    return service;
  }

  /** Calls a method as a node of the network does: only JSON crosses, failures as their codes. */
  @Override
  public Future<JsonObject> send(String module, String method, JsonObject args, Duration timeout) {
    return call(method, args).recover(failure -> Future.failedFuture(asCaller(failure)));
  }

  /** Calls a method of the module; fails as the method fails. */
  Future<JsonObject> call(String method, JsonObject args) {
    RpcMethod registered = Objects.requireNonNull(methods.get(DailyMod.MODULE + "." + method));
    return DailyDatabase.run(context, () -> registered.call(new JsonObject(args.encode())))
        .map(reply -> new JsonObject(reply.encode()));
  }

  /** Calls a method that may be repeated. */
  Future<JsonObject> call(String method, RequestKey key, JsonObject args) {
    JsonObject request =
        new JsonObject()
            .put("owner", key.owner())
            .put("requestId", key.requestId().toString())
            .put("args", args);
    return call(method, request);
  }

  private static RpcException asCaller(Throwable failure) {
    return failure instanceof InvalidRequestException
        ? new RpcException(RpcException.Code.BAD_REQUEST, String.valueOf(failure.getMessage()))
        : new RpcException(RpcException.Code.REMOTE_ERROR, failure.toString());
  }

  @Override
  public JsonObject config() {
    return config.copy();
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public String type() {
    return "daily_service";
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public void registerRepeatable(String module, String method, RepeatableMethod handler) {
    registerMethod(module, method, request -> handler.call(key(request), args(request)));
  }

  /** A transaction, as the host's; only the replies are kept in memory. */
  @Override
  public void registerIdempotent(String module, String method, IdempotentMethod handler) {
    registerMethod(
        module,
        method,
        request -> {
          RequestKey key = key(request);
          JsonObject stored = replies.get(key);
          return stored != null
              ? Future.succeededFuture(stored)
              : database
                  .inTransaction(transaction -> handler.call(transaction, key, args(request)))
                  .onSuccess(reply -> replies.put(key, reply));
        });
  }

  private static RequestKey key(JsonObject request) {
    return new RequestKey(
        request.getString("owner"), UUID.fromString(request.getString("requestId")));
  }

  private static JsonObject args(JsonObject request) {
    return request.getJsonObject("args");
  }

  @Override
  public void registerMethod(String module, String method, RpcMethod handler) {
    methods.put(module + "." + method, handler);
  }
}
