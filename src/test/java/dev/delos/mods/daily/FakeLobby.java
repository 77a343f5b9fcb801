package dev.delos.mods.daily;

import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.Player;
import dev.delos.sdk.PlayerSave;
import dev.delos.sdk.spi.ServerHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A lobby whose players' clients are a list of what was sent to them. */
final class FakeLobby extends FakeHost implements ServerHost {
  private final Map<String, Player> players = new LinkedHashMap<>();
  private final List<Sent> sent = new ArrayList<>();

  /** Gets what is sent to clients; by default it is kept for {@link #takeSent}. */
  Consumer<Sent> toClient = sent::add;

  /** An event on its way to a client. */
  record Sent(String playerId, String event, JsonObject data) {}

  FakeLobby() {
    super(DailyServerSystem.NAME);
  }

  void enter(Player player) {
    players.put(player.id(), player);
    emit("Minecraft", "Engine", EngineEvents.ADD_SERVER_PLAYER, player.toEventData());
  }

  void leave(Player player) {
    players.remove(player.id());
    emit("Minecraft", "Engine", EngineEvents.DEL_SERVER_PLAYER, player.toEventData());
  }

  /** A client sends an event; the stamps are what the proxy adds. */
  void fromClient(Player player, String event, JsonObject data) {
    JsonObject stamped = data.copy().put("__id__", player.id()).put("__uid__", player.uid());
    emit(DailyMod.NAME, DailyClientSystem.NAME, event, stamped);
  }

  /** What was sent since this was last asked. */
  List<Sent> takeSent() {
    List<Sent> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  @Override
  public Optional<Player> player(String playerId) {
    return Optional.ofNullable(players.get(playerId));
  }

  @Override
  public Collection<Player> players() {
    return List.copyOf(players.values());
  }

  @Override
  public void registerPlayerSave(PlayerSave save) {}

  @Override
  public Future<Integer> transfer(String playerId, String type, JsonObject transferParam) {
    return Future.failedFuture("there is no other server");
  }

  @Override
  public Future<Integer> transfer(String playerId, int serverId, JsonObject transferParam) {
    return Future.failedFuture("there is no other server");
  }

  @Override
  public void notifyToClients(Collection<String> playerIds, String event, JsonObject data) {
    playerIds.stream()
        .filter(players::containsKey)
        .forEach(id -> toClient.accept(new Sent(id, event, data.copy())));
  }

  @Override
  public void broadcastToClients(String event, JsonObject data) {
    notifyToClients(players.keySet(), event, data);
  }
}
