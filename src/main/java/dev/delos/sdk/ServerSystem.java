package dev.delos.sdk;

import dev.delos.sdk.spi.ServerHost;
import io.vertx.core.Future;
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
    host.broadcastToClients(event, data);
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

  /**
   * Has what this system knows of a player kept when the player leaves this node, in whatever way:
   * called after {@code DelServerPlayerEvent}, and when this node ends with the player on it. On
   * another node the player is only once it is kept, or after a second; so that one finds all that
   * was done here, save where something fails, and for that see {@link Player#epoch()}.
   */
  protected final void registerPlayerSave(PlayerSave save) {
    host.registerPlayerSave(save);
  }

  /**
   * Moves a player of this node to another lobby or game of that type, the less loaded of two that
   * have room, on the same connection. Else like {@link #transferToOtherServerById}; fails with
   * {@code BAD_REQUEST} also if no other server of the type is up or has room.
   *
   * @param type as in the other's configuration, such as {@code gameA}
   */
  protected final Future<Integer> transferToOtherServer(
      String playerId, String type, JsonObject transferParam) {
    return host.transfer(playerId, type, transferParam);
  }

  /**
   * Moves a player of this node to that lobby or game, on the same connection. First the other
   * server keeps a place; then the player leaves this one, whose systems get {@code
   * DelServerPlayerEvent} with {@code isTransfer} and the {@code transferParam}; then it is on the
   * other one, whose systems get {@code AddServerPlayerEvent} with the same. The client gets all
   * that this server has sent before that event, then what the other sends. What the client says
   * from there on goes to the server where the player ends up. Each in order, none lost or twice as
   * long as these servers and the proxy live, with a bound of 64 events of the client that wait.
   *
   * <p>A server that can't take the player after all, because it died meanwhile, makes the player
   * come back here, with {@code AddServerPlayerEvent} and an empty {@code transferParam}; or, if
   * this one takes nobody any more, to any lobby. A player whom none takes within seconds is
   * disconnected.
   *
   * @param serverId the other server; with this one's nothing happens
   * @param transferParam for the other server's systems, up to 64 KiB as JSON
   * @return the server where the player is then, which may be this one again. Fails with an {@link
   *     RpcException}: {@code BAD_REQUEST} says what hinders the move, which has not begun (the
   *     server is not up or full; the player isn't here, or on the way already); after {@code
   *     TIMEOUT} and {@code NODE_LEFT}, which are about the player's proxy, what became of it is
   *     unknown, and {@code REMOTE_ERROR} says that the player was lost on the way. Never later
   *     than 15 seconds
   */
  protected final Future<Integer> transferToOtherServerById(
      String playerId, int serverId, JsonObject transferParam) {
    return host.transfer(playerId, serverId, transferParam);
  }

  /** Whether an operator has silenced a player of this node: what a chat must not pass on. */
  protected final boolean isSilenced(String playerId) {
    return host.isSilenced(playerId);
  }
}
