package dev.delos.host;

import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.ClientsEvent.Held;
import dev.delos.protocol.PlayerKey;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.Player;
import dev.delos.sdk.PlayerSave;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import dev.delos.sdk.spi.ServerHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a system gets on a lobby or game. */
final class ServerSystemHost extends NodeSystemHost implements ServerHost {
  private static final int MAX_PARAM_BYTES = 64 * 1024;

  private final Players players;
  private final PlayerSaves saves;

  ServerSystemHost(
      ModHost modHost, LoadedMod mod, String systemName, Players players, PlayerSaves saves) {
    super(modHost, mod, systemName);
    this.players = players;
    this.saves = saves;
  }

  @Override
  public void registerPlayerSave(PlayerSave save) {
    saves.add(namespace(), save);
    onClose(() -> saves.remove(save));
  }

  @Override
  public Optional<Player> player(String playerId) {
    return players.find(playerId);
  }

  @Override
  public Collection<Player> players() {
    return players.all();
  }

  @Override
  public void notifyToClients(Collection<String> playerIds, String event, JsonObject data) {
    notifyToClients(
        playerIds.stream().distinct().map(players::find).flatMap(Optional::stream), event, data);
  }

  @Override
  public void broadcastToClients(String event, JsonObject data) {
    notifyToClients(players.all().stream(), event, data);
  }

  private void notifyToClients(Stream<Player> to, String event, JsonObject data) {
    Map<Integer, List<Held>> byProxy = new HashMap<>();
    to.forEach(
        player ->
            byProxy
                .computeIfAbsent(player.proxyId(), id -> new ArrayList<>())
                .add(new Held(PlayerKey.of(player.id()), player.epoch())));
    byProxy.forEach(
        (proxyId, held) ->
            cluster()
                .send(
                    proxyId, new ClientsEvent(new ClientsEvent.Players(held), name(event), data)));
  }

  @Override
  public Future<Integer> transfer(String playerId, String type, JsonObject transferParam) {
    return transfer(playerId, new JsonObject().put("type", type), transferParam);
  }

  @Override
  public Future<Integer> transfer(String playerId, int serverId, JsonObject transferParam) {
    return transfer(playerId, new JsonObject().put("serverId", serverId), transferParam);
  }

  private Future<Integer> transfer(String playerId, JsonObject to, JsonObject transferParam) {
    Optional<Player> player = players.find(playerId);
    if (player.isEmpty()) {
      return refuse("playerId: found " + playerId + ", allowed: a player on this node");
    }
    if (transferParam.toBuffer().length() > MAX_PARAM_BYTES) {
      return refuse("transferParam: allowed: up to " + MAX_PARAM_BYTES + " bytes");
    }
    JsonObject args =
        to.put("id", playerId).put("uid", player.get().uid()).put("transferParam", transferParam);
    return cluster()
        .caller()
        .request(
            player.get().proxyId(),
            SessionCalls.MODULE,
            SessionCalls.TRANSFER,
            args,
            SessionCalls.TRANSFER_LIMIT)
        .map(moved -> moved.getInteger("serverId"));
  }

  private static Future<Integer> refuse(String why) {
    return Future.failedFuture(new RpcException(Code.BAD_REQUEST, why));
  }

  @Override
  public boolean isSilenced(String playerId) {
    return players.isSilenced(playerId);
  }
}
