package dev.delos.processes;

import static dev.delos.processes.Scene.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.docs.keeper.KeeperClientSystem;
import dev.delos.docs.keeper.KeeperMod;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lobby that is frozen until its players are elsewhere, and then woken: nobody minds it. */
class FrozenLobbyIT {
  private static final int PROXY = 1001;
  private static final int SERVICE = 3001;
  private static final Path MOD = Path.of("src", "test", "resources", "docs", "keeper");

  private final Vertx vertx = Vertx.vertx();
  private final ProcessNetwork network;

  FrozenLobbyIT(@TempDir Path directory) {
    network = ProcessNetwork.prepare(directory).with(KeeperMod.class, MOD);
  }

  @AfterEach
  void close() {
    network.close();
    Await.get(vertx.close());
  }

  @Test
  void neitherItsEventsReachTheClientsNorDoesWhatItSavesTakeEffect() throws Exception {
    network.start(SERVICE).awaitReady();
    List.of(2001, 2002, PROXY).forEach(network::start);
    List.of(2001, 2002, PROXY).forEach(serverId -> network.process(serverId).awaitReady());
    DelosClient client = Player.connect(vertx, "ann", network.page(PROXY), new KeeperMod());
    KeeperClientSystem ann = client.system(KeeperClientSystem.class);
    await().until(() -> !ann.heard().isEmpty());
    int frozen = ann.heard().get(0).getInteger("serverId");
    int other = frozen == 2001 ? 2002 : 2001;
    awaitCoins(ann, 20);
    await().until(() -> kept("coins") >= 20);
    long epoch = kept("epoch");

    network.process(frozen).signal("STOP");
    int before = ann.heard().size();
    await().until(() -> ann.heard().stream().anyMatch(heard -> isOf(heard, other)));
    assertThat(ann.heard().get(firstOf(ann, other)).getLong("coins")).isGreaterThanOrEqualTo(20);
    awaitCoins(ann, coins(ann) + 10);
    assertThat(kept("epoch")).isGreaterThan(epoch);

    network.process(frozen).signal("CONT");
    await()
        .untilAsserted(
            () -> assertThat(network.process(frozen).err()).contains("guest:ann was not saved"));
    await()
        .untilAsserted(
            () -> assertThat(network.process(frozen).err()).contains("is not here any more"));
    awaitCoins(ann, coins(ann) + 10);
    assertThat(firstOf(ann, other)).isGreaterThanOrEqualTo(before);
    assertThat(ann.heard().subList(firstOf(ann, other), ann.heard().size()))
        .allMatch(heard -> isOf(heard, other));
    assertThat(ann.heard()).extracting(heard -> heard.getLong("coins")).isSorted();
    await().until(() -> kept("coins") == coins(ann));
    assertThat(network.process(other).err()).doesNotContain("was not saved");
    assertThat(client.closed().isComplete()).isFalse();
    Await.get(client.close());
  }

  private static void awaitCoins(KeeperClientSystem player, long count) {
    await()
        .until(
            () -> {
              if (coins(player) < count) {
                player.pickUp();
              }
              return coins(player) >= count;
            });
  }

  private static long coins(KeeperClientSystem player) {
    List<JsonObject> heard = player.heard();
    return heard.get(heard.size() - 1).getLong("coins");
  }

  private static boolean isOf(JsonObject heard, int serverId) {
    return heard.getInteger("serverId") == serverId;
  }

  private static int firstOf(KeeperClientSystem player, int serverId) {
    List<JsonObject> heard = player.heard();
    int index = 0;
    while (!isOf(heard.get(index), serverId)) {
      index++;
    }
    return index;
  }

  private long kept(String column) {
    return network.database().count("SELECT " + column + " FROM keeper.purse");
  }
}
