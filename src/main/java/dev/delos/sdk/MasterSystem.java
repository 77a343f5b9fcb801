package dev.delos.sdk;

import dev.delos.sdk.spi.MasterHost;

/** A mod's system on a master: adds operator commands, decides where players log in. */
public abstract non-sealed class MasterSystem extends BackendSystem {
  private final MasterHost host;

  protected MasterSystem(MasterHost host) {
    super(host);
    this.host = host;
  }

  /**
   * Adds an operator command: {@code POST <url>} on the master's port with a JSON object. It is
   * answered {@code {"code": 1, "message": "success", "entity": …}} with what the command's future
   * brings, or another code and message. Only the active master runs commands.
   *
   * @param url a path of its own, such as {@code /daily/query}
   */
  protected final void registerMasterHttp(String url, OperatorCommand command) {
    registerMasterHttp(url, (operator, body) -> command.run(body));
  }

  /** Adds an operator command that is told who the operator is. */
  protected final void registerMasterHttp(String url, NamedOperatorCommand command) {
    host.registerHttp(url, command);
  }

  /**
   * Decides from now on which lobby a player who logs in goes to; without it the least loaded of
   * two random ones. The last one set counts.
   */
  protected final void setLoginStrategy(LoginStrategy strategy) {
    host.setLoginStrategy(strategy);
  }
}
