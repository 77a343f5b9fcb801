package dev.delos.docs.greeter;

import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.spi.ClientHost;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;

/** Says hello, and hears the lobby's greeting. */
public final class GreeterClientSystem extends ClientSystem {
  static final String NAME = "GreeterClientSystem";

  /** What a client says with hello: nothing. */
  static final JsonObject HELLO =
      new JsonObject().put("type", "object").put("additionalProperties", false);

  private final Promise<String> greeting = Promise.promise();

  GreeterClientSystem(ClientHost host) {
    super(host);
  }

  @Override
  public Future<?> start() {
    listenForEvent(
        namespace(),
        GreeterServerSystem.NAME,
        "GreetingEvent",
        data -> greeting.tryComplete(data.getString("text")));
    return Future.succeededFuture();
  }

  /** The first greeting. Events are best effort, so it may never come: give it a limit. */
  public Future<String> sayHello() {
    notifyToServer("HelloEvent", new JsonObject());
    return greeting.future();
  }
}
