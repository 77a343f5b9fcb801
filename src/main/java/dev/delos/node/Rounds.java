package dev.delos.node;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at all of something again and again: a slice each second, all within half a minute, or
 * within seconds when there is a reason. Belongs to its node's context.
 */
public final class Rounds<T> {
  private static final int SECONDS = 30;
  private static final int HURRIED_SECONDS = 3;

  private final Supplier<? extends Collection<T>> all;
  private final Consumer<T> look;
  private final Queue<T> round = new ArrayDeque<>();
  private boolean isHurried;
  private int slice;

  /**
   * Looks at what there is when a round begins.
   *
   * @param look must allow for what has gone in the meantime
   */
  public Rounds(Supplier<? extends Collection<T>> all, Consumer<T> look) {
    this.all = all;
    this.look = look;
  }

  /** Begins a new round, a quick one. */
  public void hurry() {
    isHurried = true;
    round.clear();
  }

  /** To be called each second. */
  public void tick() {
    if (round.isEmpty()) {
      begin();
    }
    for (int i = 0; i < slice && !round.isEmpty(); i++) {
      look.accept(round.remove());
    }
  }

  private void begin() {
    round.addAll(all.get());
    int seconds = isHurried ? HURRIED_SECONDS : SECONDS;
    slice = (round.size() + seconds - 1) / seconds;
    isHurried = false;
  }
}
