package dev.delos.docs.keeper;

import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.Player;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.spi.ServerHost;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the coins of the players who are here, and keeps them now and then. */
final class KeeperServerSystem extends ServerSystem {
  static final String NAME = "KeeperServerSystem";

  private static final Logger log = LoggerFactory.getLogger(KeeperServerSystem.class);
  private static final long PERIOD_MS = 500;

  /** By the players' ids; of a player who is not in it nothing is known yet. */
  private final Map<String, Purse> purses = new HashMap<>();

  private long timer;

  private static final class Purse {
    private long coins;
    private Future<?> saved = Future.succeededFuture();

    Purse(long coins) {
      this.coins = coins;
    }
  }

  KeeperServerSystem(ServerHost host) {
    super(host);
  }

  @Override
  public Future<?> start() {
    listenForEvent(
        engineNamespace(), engineSystemName(), EngineEvents.ADD_SERVER_PLAYER, this::onCome);
    listenForEvent(namespace(), KeeperClientSystem.NAME, "CoinEvent", this::onCoin);
    registerPlayerSave(this::leave);
    timer =
        Vertx.currentContext().owner().setPeriodic(PERIOD_MS, id -> players().forEach(this::keep));
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    Vertx.currentContext().owner().cancelTimer(timer);
    return Future.succeededFuture();
  }

  private void onCome(JsonObject data) {
    player(data.getString("id")).ifPresent(this::take);
  }

  /** From now on no server that the player was on before can save any more. */
  private void take(Player player) {
    requestToServiceMod(KeeperMod.MODULE, "take", request(player))
        .onSuccess(reply -> taken(player, reply.getLong("coins")))
        .onFailure(failure -> log.warn("{} has no coins: {}", player.uid(), failure.toString()));
  }

  private void taken(Player player, long coins) {
    if (player(player.id()).isPresent()) {
      purses.put(player.id(), new Purse(coins));
      tell(player);
    }
  }

  private void onCoin(JsonObject data) {
    player(data.getString("__id__"))
        .filter(player -> purses.containsKey(player.id()))
        .ifPresent(
            player -> {
              purses.get(player.id()).coins++;
              tell(player);
            });
  }

  private void tell(Player player) {
    Purse purse = purses.get(player.id());
    if (purse != null) {
      notifyToClient(
          player.id(),
          "CoinsEvent",
          new JsonObject().put("coins", purse.coins).put("serverId", serverId()));
    }
  }

  private void keep(Player player) {
    Purse purse = purses.get(player.id());
    if (purse != null && purse.saved.isComplete()) {
      purse.saved = save(player, purse);
    }
    tell(player);
  }

  /** The last save comes after the one before it, and the next server after the last. */
  private Future<?> leave(Player player) {
    Purse purse = purses.remove(player.id());
    return purse == null
        ? Future.succeededFuture()
        : purse.saved.transform(before -> save(player, purse));
  }

  private Future<?> save(Player player, Purse purse) {
    return requestToServiceMod(KeeperMod.MODULE, "save", request(player).put("coins", purse.coins))
        .onFailure(failure -> log.warn("{} was not saved: {}", player.uid(), failure.toString()));
  }

  private static JsonObject request(Player player) {
    return new JsonObject().put("uid", player.uid()).put("epoch", player.epoch());
  }
}
