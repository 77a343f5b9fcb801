package dev.delos.sdk;

/** What a master's system may call. */
public final class MasterCalls extends BackendCalls<MasterSystem> {
  public MasterCalls(MasterSystem system) {
    super(system);
  }

  public void setLoginStrategy(LoginStrategy strategy) {
    run(() -> system().setLoginStrategy(strategy));
  }
}
