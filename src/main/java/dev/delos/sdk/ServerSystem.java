package dev.delos.sdk;

import dev.delos.sdk.spi.ServerHost;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A mod's system on a lobby or game. Events from a client carry {@code __id__} (the player's id)
 * and {@code __uid__} (the account), stamped by the proxy: a client can't forge them. All else in
 * them is what the client says.
 */
public abstract non-sealed class ServerSystem extends NodeSystem {
  private final ServerHost host;

  protected ServerSystem(ServerHost host) {
    super(host);
    this.host = host;
  }

  /** The player of that id, while on this node. */
  protected final Optional<Player> player(String playerId) {
    return host.player(playerId);
  }

  /** The players on this node; a copy. */
  protected final Collection<Player> players() {
    return host.players();
  }

  /** Sends an event to a player's client. Best effort: dropped if the player isn't here. */
  protected final void notifyToClient(String playerId, String event, JsonObject data) {
    host.notifyToClients(List.of(playerId), event, data);
  }

  /** Sends an event to several clients, at the cost of one bus message a proxy. */
  protected final void notifyToMultiClients(
      Collection<String> playerIds, String event, JsonObject data) {
    host.notifyToClients(playerIds, event, data);
  }

  /** Sends an event to all clients of this node. */
  protected final void broadcastToAllClient(String event, JsonObject data) {
    host.notifyToClients(players().stream().map(Player::id).toList(), event, data);
  }

  /** Sends an event of this system to the active master. Best effort. */
  protected final void notifyToMaster(String event, JsonObject data) {
    host.notifyToMaster(event, data);
  }

  /**
   * Adds an operators' command that this node answers: a {@code POST <url>} on the master's port is
   * forwarded to every node that has registered it, or to those that {@code opUid}, {@code
   * opServerIds} or {@code opServerType} in the body select, and their answers are gathered.
   *
   * @param url a path of its own, such as {@code /daily/reload}
   */
  protected final void registerOpCommand(String url, OperatorCommand command) {
    host.registerOpCommand(url, command);
  }

  /** Whether an operator has silenced a player of this node: what a chat must not pass on. */
  protected final boolean isSilenced(String playerId) {
    return host.isSilenced(playerId);
  }
}
