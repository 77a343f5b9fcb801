package dev.delos.client;

import org.jspecify.annotations.Nullable;

/**
 * Where a client keeps its session, so that a later process of the same account may go on with it.
 * As the web's storage; called on the client's context, and a little after each event. One that
 * throws keeps nothing, and does no harm.
 */
public interface SessionStorage {
  /** What was kept under that key, or null. */
  @Nullable String getItem(String key);

  void setItem(String key, String value);

  void removeItem(String key);
}
