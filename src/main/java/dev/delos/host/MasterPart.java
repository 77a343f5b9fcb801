package dev.delos.host;

import dev.delos.sdk.LoginStrategy;

/** What a master's systems add to it. */
public interface MasterPart {
  /** The operators' commands that the active master runs itself. */
  CommandTable commands();

  void setLoginStrategy(LoginStrategy strategy);

  /** Ends {@link #setLoginStrategy}, unless another strategy has replaced this one. */
  void dropLoginStrategy(LoginStrategy strategy);
}
