package dev.delos.node.proxy;

import dev.delos.protocol.CloseCode;
import dev.delos.protocol.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What a proxy counts of those that it turns away. */
final class ProxyMeters {
  private final MeterRegistry registry;
  private final Tags node;
  private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);
  private final Map<ErrorCode, Counter> refused = new EnumMap<>(ErrorCode.class);
  private final Counter tcpRefused;
  private final Counter originRefused;
  private final List<Gauge> gauges = new ArrayList<>();

  ProxyMeters(MeterRegistry registry, int serverId) {
    this.registry = registry;
    this.node = Tags.of("node", Integer.toString(serverId));
    for (CloseCode code : CloseCode.values()) {
      closed.put(code, registry.counter("delos.proxy.closed", node.and("code", code.name())));
    }
    for (ErrorCode code : ErrorCode.values()) {
      refused.put(
          code, registry.counter("delos.proxy.frames.refused", node.and("code", code.name())));
    }
    this.tcpRefused = registry.counter("delos.proxy.tcp.refused", node);
    this.originRefused = registry.counter("delos.proxy.origin.refused", node);
  }

  /** What there is now of something; until {@link #close}. */
  void gauge(String name, IntSupplier value) {
    gauges.add(
        Gauge.builder("delos.proxy." + name, value, IntSupplier::getAsInt)
            .strongReference(true)
            .tags(node)
            .register(registry));
  }

  /** The proxy has closed a connection. */
  void closed(CloseCode code) {
    count(closed.get(code));
  }

  /** The proxy has refused a frame. */
  void refused(ErrorCode code) {
    count(refused.get(code));
  }

  void tcpRefused() {
    tcpRefused.increment();
  }

  void originRefused() {
    originRefused.increment();
  }

  private static void count(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }

  void close() {
    gauges.forEach(registry::remove);
  }
}
