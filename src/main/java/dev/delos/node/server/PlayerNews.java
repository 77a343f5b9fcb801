package dev.delos.node.server;

import dev.delos.cluster.ClusterNode;
import dev.delos.host.ModHost;
import dev.delos.host.PlayerSaves;
import dev.delos.protocol.EventName;
import dev.delos.protocol.NodeEvent;
import dev.delos.sdk.EngineEvents;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Tells this node's mods, and the active master's, which players come and go. */
final class PlayerNews {
  private final ClusterNode cluster;
  private final ModHost mods;
  private final PlayerSaves saves;

  PlayerNews(ClusterNode cluster, ModHost mods, PlayerSaves saves) {
    this.cluster = cluster;
    this.mods = mods;
    this.saves = saves;
  }

  void came(Seat seat) {
    mods.engineEvent(
        EngineEvents.ADD_SERVER_PLAYER,
        seat.player().toEventData(seat.isTransfer(), seat.transferParam()));
    tellMaster(EngineEvents.PLAYER_LOGIN_SERVER, seat, seat.isTransfer());
    if (seat.isTransfer()) {
      tellMaster(EngineEvents.PLAYER_TRANSFER_SERVER, seat, true);
    }
  }

  /**
   * A player has gone.
   *
   * @param isTransfer whether to another lobby or game, with that to go along
   * @return succeeds once the mods have saved the player, or a limit is over
   */
  Future<Void> went(Seat seat, boolean isTransfer, JsonObject transferParam) {
    mods.engineEvent(
        EngineEvents.DEL_SERVER_PLAYER, seat.player().toEventData(isTransfer, transferParam));
    tellMaster(EngineEvents.PLAYER_LOGOUT_SERVER, seat, isTransfer);
    return saves.run(seat.player());
  }

  private void tellMaster(String event, Seat seat, boolean isTransfer) {
    int serverId = cluster.self().serverId();
    JsonObject data =
        new JsonObject()
            .put("serverId", serverId)
            .put("uid", seat.player().uid())
            .put("isTransfer", isTransfer)
            .put("isReconnect", seat.isReconnect());
    EventName name = new EventName(EngineEvents.NAMESPACE, EngineEvents.SYSTEM_NAME, event);
    cluster
        .directory()
        .activeMaster()
        .ifPresent(master -> cluster.send(master.serverId(), new NodeEvent(serverId, name, data)));
  }
}
