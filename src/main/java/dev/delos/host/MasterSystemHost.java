package dev.delos.host;

import dev.delos.sdk.LoginStrategy;
import dev.delos.sdk.NamedOperatorCommand;
import dev.delos.sdk.spi.MasterHost;

/** What a system gets on a master. */
final class MasterSystemHost extends BackendSystemHost implements MasterHost {
  private final MasterPart master;

  MasterSystemHost(ModHost modHost, LoadedMod mod, String systemName, MasterPart master) {
    super(modHost, mod, systemName);
    this.master = master;
  }

  @Override
  public void registerHttp(String url, NamedOperatorCommand command) {
    master.commands().add(url, command);
    onClose(() -> master.commands().remove(url));
  }

  @Override
  public void setLoginStrategy(LoginStrategy strategy) {
    master.setLoginStrategy(strategy);
    onClose(() -> master.dropLoginStrategy(strategy));
  }
}
