package dev.delos.mods.daily;

/** The names of the mod's events. */
final class DailyEvents {
  /** Lobby to client: opens the page, with all that it shows. */
  static final String DISPLAY = "DisplayDailyRewardEvent";

  /** Client to lobby: claims {@code valid}. Lobby to client: how it went. */
  static final String RECV = "PlayerRecvEvent";

  /** Client to lobby: asks for {@link #DISPLAY}. */
  static final String OPEN = "OpenDailyRewardEvent";

  private DailyEvents() {}
}
