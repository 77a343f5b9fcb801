package dev.delos.mods.daily;

import java.util.UUID;

/** Accounts that no other test knows, so that tests share a database. */
final class Players {
  private Players() {}

  static String fresh() {
    return "guest:" + UUID.randomUUID();
  }
}
