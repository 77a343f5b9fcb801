package dev.delos.docs.keeper;

import dev.delos.sdk.Mod;
import dev.delos.sdk.Systems;

/** Keeps players' coins, whichever server they are on. */
public final class KeeperMod implements Mod {
  /** The RPC module of the service; mod.json lists it under module_names. */
  static final String MODULE = "keeper";

  @Override
  public String name() {
    return "keeper";
  }

  @Override
  public void register(Systems systems) {
    systems.client(KeeperClientSystem.NAME, KeeperClientSystem::new);
    systems.clientEvent(KeeperClientSystem.NAME, "CoinEvent", KeeperClientSystem.NOTHING);
    systems.server(KeeperServerSystem.NAME, KeeperServerSystem::new);
    systems.service(KeeperServiceSystem.NAME, KeeperServiceSystem::new);
  }
}
