package dev.delos.host;

import dev.delos.sdk.OperatorCommand;
import dev.delos.sdk.spi.MasterHost;
import java.util.ArrayList;
import java.util.List;

/** What a system gets on a master. */
final class MasterSystemHost extends NodeSystemHost implements MasterHost {
  private final OperatorRegistry commands;
  private final List<String> registered = new ArrayList<>();

  MasterSystemHost(ModHost modHost, LoadedMod mod, String systemName, OperatorRegistry commands) {
    super(modHost, mod, systemName);
    this.commands = commands;
  }

  @Override
  public void registerHttp(String url, OperatorCommand command) {
    commands.add(url, command);
    registered.add(url);
  }

  @Override
  void close() {
    super.close();
    registered.forEach(commands::remove);
    registered.clear();
  }
}
