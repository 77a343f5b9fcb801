package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.Database;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcMethod;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A node of type {@code daily_service} with the mod's settings and a real database. */
final class FakeService extends FakeHost implements ServiceHost, FakeHost.Rpc {
  private final Map<String, RpcMethod> methods = new HashMap<>();
  private final JsonObject config;
  private final Clock clock;
  private final Database database;

  FakeService(JsonObject config, Clock clock, Database database) {
    super(DailyServiceSystem.NAME);
    this.database = database;
    this.config = config;
    this.clock = clock;
  }

  /** Starts the mod's system on a service with these settings. */
  static FakeService start(JsonObject config, Clock clock, Database database) {
    FakeService service = new FakeService(config, clock, database);
    assertThat(new DailyServiceSystem(service).start().succeeded()).isTrue();
    return service;
  }

  /** Calls a method as a node of the network does: only JSON crosses, failures as their codes. */
  @Override
  public Future<JsonObject> send(String module, String method, JsonObject args, Duration timeout) {
    return call(method, args)
        .map(reply -> new JsonObject(reply.encode()))
        .recover(failure -> Future.failedFuture(asCaller(failure)));
  }

  /** Calls a method of the module; fails as the method fails. */
  Future<JsonObject> call(String method, JsonObject args) {
    RpcMethod registered = Objects.requireNonNull(methods.get(DailyMod.MODULE + "." + method));
    try {
      return registered.call(new JsonObject(args.encode()));
    } catch (RuntimeException thrown) {
      return Future.failedFuture(thrown);
    }
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
  public void registerMethod(String module, String method, RpcMethod handler) {
    methods.put(module + "." + method, handler);
  }
}
