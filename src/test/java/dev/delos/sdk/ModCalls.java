package dev.delos.sdk;

import dev.delos.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The SDK's protected calls, under their own names, for a test to make from its thread: each runs
 * on the context of its system. Made by the system when it starts.
 */
public class ModCalls<S extends ModSystem> {
  private final S system;
  private final Context context = Objects.requireNonNull(Vertx.currentContext());

  ModCalls(S system) {
    this.system = system;
  }

  final S system() {
    return system;
  }

  public final Context context() {
    return context;
  }

  /** Runs on the system's context. */
  public final <T> Future<T> call(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        now -> Future.succeededFuture().compose(start -> work.get()).onComplete(promise));
    return promise.future();
  }

  /** Runs on the system's context, and waits until it has. */
  public final void run(Runnable work) {
    Await.get(
        call(
            () -> {
              work.run();
              return Future.succeededFuture();
            }));
  }

  public final String namespace() {
    return system.namespace();
  }

  public final void listenForEvent(
      String namespace, String systemName, String eventName, Handler<JsonObject> handler) {
    run(() -> system.listenForEvent(namespace, systemName, eventName, handler));
  }

  /** For the system itself, on its context. */
  public final void listenNow(
      String namespace, String systemName, String eventName, Handler<JsonObject> handler) {
    system.listenForEvent(namespace, systemName, eventName, handler);
  }

  public final void unlistenForEvent(
      String namespace, String systemName, String eventName, Handler<JsonObject> handler) {
    run(() -> system.unlistenForEvent(namespace, systemName, eventName, handler));
  }

  public final void unlistenAllEvents() {
    run(system::unlistenAllEvents);
  }

  public final void broadcastEvent(String event, JsonObject data) {
    run(() -> system.broadcastEvent(event, data));
  }
}
