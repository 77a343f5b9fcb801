package dev.delos.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at all of something again and again: a slice each second, all within half a minute; besides
 * at all or some within seconds, when there is a reason. Belongs to its node's context.
 */
public final class Rounds<T> {
  private static final int SECONDS = 30;
  private static final int HURRIED_SECONDS = 3;

  private final Supplier<? extends Collection<T>> all;
  private final Consumer<T> look;
  private final Queue<T> round = new ArrayDeque<>();

  /** Those who are looked at besides, and at which tick. */
  private final Map<T, Long> besides = new LinkedHashMap<>();

  private boolean isHurried;
  private int slice;
  private long ticks;

  /**
   * Looks at what there is when a round begins.
   *
   * @param look must allow for what has gone in the meantime
   */
  public Rounds(Supplier<? extends Collection<T>> all, Consumer<T> look) {
    this.all = all;
    this.look = look;
  }

  /** Looks at all that there is at the next tick, within seconds. */
  public void hurry() {
    isHurried = true;
  }

  /** Looks at some within seconds. */
  public void soon(Collection<T> some) {
    long turn = 0;
    for (T one : some) {
      at(ticks + 1 + turn++ % HURRIED_SECONDS, one);
    }
  }

  /** Looks at one again once that time is over. */
  public void after(Duration time, T one) {
    at(ticks + 1 + time.toSeconds(), one);
  }

  private void at(long tick, T one) {
    besides.merge(one, tick, Math::min);
  }

  /** To be called each second. */
  public void tick() {
    if (isHurried) {
      isHurried = false;
      soon(all.get());
    }
    ticks++;
    List<T> due =
        besides.entrySet().stream()
            .filter(one -> one.getValue() <= ticks)
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(besides::remove);
    due.forEach(look);
    if (round.isEmpty()) {
      begin();
    }
    for (int i = 0; i < slice && !round.isEmpty(); i++) {
      look.accept(round.remove());
    }
  }

  private void begin() {
    round.addAll(all.get());
    slice = (round.size() + SECONDS - 1) / SECONDS;
  }
}
