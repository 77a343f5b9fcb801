package dev.delos.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** The plain clustered event bus. */
final class BusCalls implements Calls {
  private static final String ADDRESS = "bench.echo";

  private final Vertx vertx;
  private final Context context;
  private final DeliveryOptions options = new DeliveryOptions().setSendTimeout(5_000);

  BusCalls(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  static void answer(Vertx vertx) {
    vertx.eventBus().<JsonObject>consumer(ADDRESS, message -> message.reply(message.body()));
  }

  @Override
  public void run(Runnable work) {
    context.runOnContext(now -> work.run());
  }

  @Override
  public void call(JsonObject args, Consumer<JsonObject> reply) {
    vertx
        .eventBus()
        .<JsonObject>request(ADDRESS, args, options)
        .onComplete(message -> reply.accept(message.body()), Throwable::printStackTrace);
  }

  @Override
  public void close() {}
}
