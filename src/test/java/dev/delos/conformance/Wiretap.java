package dev.delos.conformance;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the messages with a certain text that arrive in the network's members, by address. */
final class Wiretap implements AutoCloseable {
  private final Vertx east;
  private final Vertx west;
  private final String text;
  private final Map<String, Integer> messages = new ConcurrentHashMap<>();
  private final Handler<DeliveryContext<Object>> interceptor = this::see;

  Wiretap(ProbeNetwork network, String text) {
    this.east = network.member(1);
    this.west = network.member(2);
    this.text = text;
    east.eventBus().addInboundInterceptor(interceptor);
    west.eventBus().addInboundInterceptor(interceptor);
  }

  Map<String, Integer> messages() {
    return Map.copyOf(messages);
  }

  private void see(DeliveryContext<Object> delivery) {
    if (String.valueOf(delivery.message().body()).contains(text)) {
      messages.merge(delivery.message().address(), 1, Integer::sum);
    }
    delivery.next();
  }

  @Override
  public void close() {
    east.eventBus().removeInboundInterceptor(interceptor);
    west.eventBus().removeInboundInterceptor(interceptor);
  }
}
