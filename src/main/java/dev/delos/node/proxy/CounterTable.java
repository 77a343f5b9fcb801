package dev.delos.node.proxy;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Counters by key. There are no more than connections, and so many beside: those that count nothing
 * any more are forgotten, and where there are too many the one that was used longest ago.
 */
final class CounterTable {
  private static final int LOOK_AT = 4;

  private final Supplier<Counters> fresh;
  private final int mostIdle;
  private final Map<String, Counters> connected = new HashMap<>();
  private final Map<String, Counters> others = new LinkedHashMap<>();

  CounterTable(Supplier<Counters> fresh, int mostIdle) {
    this.fresh = fresh;
    this.mostIdle = mostIdle;
  }

  /** Counters that are nobody's. */
  Counters fresh() {
    return fresh.get();
  }

  Counters of(String key) {
    Counters found = connected.get(key);
    if (found != null) {
      return found;
    }
    // Put anew, so that it is the last one.
    Counters counters = others.remove(key);
    counters = counters == null ? fresh.get() : counters;
    forget();
    others.put(key, counters);
    return counters;
  }

  /** A connection has begun. */
  void connected(String key) {
    Counters counters = of(key);
    counters.connected();
    others.remove(key);
    connected.put(key, counters);
  }

  /** A connection has ended. */
  void disconnected(String key) {
    Counters counters = of(key);
    counters.disconnected();
    if (counters.connections() == 0) {
      connected.remove(key);
      forget();
      others.put(key, counters);
    }
  }

  int size() {
    return connected.size() + others.size();
  }

  private void forget() {
    Iterator<Counters> longestAgo = others.values().iterator();
    for (int i = 0; i < LOOK_AT && longestAgo.hasNext(); i++) {
      if (longestAgo.next().isIdle() || others.size() >= mostIdle) {
        longestAgo.remove();
      }
    }
  }
}
