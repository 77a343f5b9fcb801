package dev.delos.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** The plain clustered event bus. */
final class BusCalls implements Calls {
  /** On the event loops that Vert.x starts by default, and on a node's one. */
  static final String PLAIN = "plain";

  static final String ONE_LOOP = "one-loop";

  private final String address;
  private final Vertx vertx;
  private final Context context;
  private final DeliveryOptions options = new DeliveryOptions().setSendTimeout(5_000);

  /** Calls who answers at that address. */
  BusCalls(Vertx vertx, String address) {
    this.vertx = vertx;
    this.address = address;
    this.context = vertx.getOrCreateContext();
  }

  static void answer(Vertx vertx, String address) {
    vertx.eventBus().<JsonObject>consumer(address, message -> message.reply(message.body()));
  }

  @Override
  public void run(Runnable work) {
    context.runOnContext(now -> work.run());
  }

  @Override
  public void call(JsonObject args, Consumer<JsonObject> reply) {
    vertx
        .eventBus()
        .<JsonObject>request(address, args, options)
        .onComplete(message -> reply.accept(message.body()), Throwable::printStackTrace);
  }

  @Override
  public void close() {}
}
