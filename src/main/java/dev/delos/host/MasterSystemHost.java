package dev.delos.host;

import dev.delos.sdk.OperatorCommand;
import dev.delos.sdk.spi.MasterHost;
import java.util.function.BiConsumer;

/** What a system gets on a master. */
final class MasterSystemHost extends NodeSystemHost implements MasterHost {
  private final BiConsumer<String, OperatorCommand> commands;

  MasterSystemHost(
      ModHost modHost,
      LoadedMod mod,
      String systemName,
      BiConsumer<String, OperatorCommand> commands) {
    super(modHost, mod, systemName);
    this.commands = commands;
  }

  @Override
  public void registerHttp(String url, OperatorCommand command) {
    commands.accept(url, command);
  }
}
