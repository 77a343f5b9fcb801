package dev.delos.docs.greeter;

import dev.delos.sdk.Player;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.spi.ServerHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears hello, has the service count it, and greets. */
final class GreeterServerSystem extends ServerSystem {
  static final String NAME = "GreeterServerSystem";

  private static final Logger log = LoggerFactory.getLogger(GreeterServerSystem.class);

  GreeterServerSystem(ServerHost host) {
    super(host);
  }

  @Override
  public Future<?> start() {
    listenForEvent(namespace(), GreeterClientSystem.NAME, "HelloEvent", this::onHello);
    return Future.succeededFuture();
  }

  /** Who sent it, the proxy says; nothing else in the data can be trusted. */
  private void onHello(JsonObject data) {
    player(data.getString("__id__")).ifPresent(this::greet);
  }

  private void greet(Player player) {
    requestToServiceMod(GreeterMod.MODULE, "count", new JsonObject().put("uid", player.uid()))
        .map(reply -> greeting(player, reply.getLong("count")))
        .onSuccess(greeting -> notifyToClient(player.id(), "GreetingEvent", greeting))
        .onFailure(failure -> log.warn("{} was not greeted: {}", player.uid(), failure.toString()));
  }

  private JsonObject greeting(Player player, long count) {
    String text = config().getString("greeting") + ", " + player.name() + "! Hello no. " + count;
    return new JsonObject().put("text", text).put("count", count);
  }
}
