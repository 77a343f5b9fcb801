package dev.delos.mods.daily;

import java.util.List;

/** Rewards for tests. */
final class Samples {
  static final Reward COINS =
      new Reward(List.of(new ItemCount("coin", 100)), "coin", 100, "100 coins");
  static final Reward CHEST =
      new Reward(
          List.of(new ItemCount("gem", 5), new ItemCount("coin", 300)), "chest", 1, "A chest");

  private Samples() {}
}
