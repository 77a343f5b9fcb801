package dev.delos.protocol;

/** What a client that came back to resume its session has missed, told by {@code welcome}. */
public enum Loss {
  /** Nothing: all that it missed follows. */
  NONE,
  /** More was missed than the proxy keeps: the oldest of it is gone. */
  EVENTS_DROPPED,
  /**
   * Its proxy is gone, with all that this one had not delivered. The player's place is kept; both
   * sides number anew from 1.
   */
  PROXY_DIED,
  /** The session is over: this is a new one. */
  SESSION_OVER
}
