package dev.delos.cluster;

import dev.delos.protocol.Addresses;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import java.util.concurrent.atomic.AtomicInteger;

/** While open, no announcement of a node reaches a member. */
public final class DeafToNews implements AutoCloseable {
  private final Vertx member;
  private final AtomicInteger missed = new AtomicInteger();
  private final Handler<DeliveryContext<Object>> interceptor = this::hear;

  public DeafToNews(Vertx member) {
    this.member = member;
    member.eventBus().addInboundInterceptor(interceptor);
  }

  /** How many were kept from it. */
  public int missed() {
    return missed.get();
  }

  private void hear(DeliveryContext<Object> delivery) {
    if (delivery.message().address().equals(Addresses.NODES)) {
      missed.incrementAndGet();
    } else {
      delivery.next();
    }
  }

  @Override
  public void close() {
    member.eventBus().removeInboundInterceptor(interceptor);
  }
}
