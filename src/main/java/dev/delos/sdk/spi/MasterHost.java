package dev.delos.sdk.spi;

import dev.delos.sdk.LoginStrategy;
import dev.delos.sdk.NamedOperatorCommand;

/** What a master's system asks of its host. */
public interface MasterHost extends BackendHost {
  void registerHttp(String url, NamedOperatorCommand command);

  void setLoginStrategy(LoginStrategy strategy);
}
