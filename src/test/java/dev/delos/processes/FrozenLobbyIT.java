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

/** A lobby that is frozen until its players are elsewhere, and then woken: it spoils nothing. */
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
  void aPlayerWhoIsMovedAwayFromAFrozenLobbyHearsNoMoreOfItAndWhatItSavesTakesNoEffect()
      throws Exception {
    network.givesUpAfter(30);
    DelosClient client = begin();
    KeeperClientSystem ann = client.system(KeeperClientSystem.class);
    int other = ann.heard().get(0).getInteger("serverId");
    int frozen = otherThan(other);

    Caller caller = Caller.join(network.clusterFile());
    await().until(() -> caller.isUp(PROXY));
    // Before the freeze, so that all know each other's addresses: the cluster may not tell in it.
    assertThat(Await.get(caller.transfer(PROXY, "guest:ann", frozen))).isEqualTo(frozen);
    await().until(() -> ann.heard().stream().anyMatch(heard -> isOf(heard, frozen)));
    int before = ann.heard().size();
    network.process(frozen).signal("STOP");
    try (caller) {
      // These reach it, and it answers them once it is awake.
      for (int i = 0; i < 7; i++) {
        ann.pickUp();
      }
      assertThat(Await.get(caller.transfer(PROXY, "guest:ann", other))).isEqualTo(other);
      await().until(() -> firstOf(ann, other, before) < ann.heard().size());
    } finally {
      network.process(frozen).signal("CONT");
    }
    await()
        .untilAsserted(
            () ->
                assertThat(network.process(frozen).err())
                    .contains("guest:ann was not saved")
                    .contains("BAD_REQUEST: epoch: a later server has guest:ann"));
    assertOnlyHears(ann, other, before, network.process(frozen).err());
    assertThat(client.closed().isComplete()).isFalse();
    Await.get(client.close());
  }

  @Test
  void aLobbyThatWasGivenUpAndWakesIsNotHeardAndSpoilsNothing() throws Exception {
    DelosClient client = begin();
    KeeperClientSystem ann = client.system(KeeperClientSystem.class);
    int frozen = ann.heard().get(0).getInteger("serverId");
    int other = otherThan(frozen);

    network.process(frozen).signal("STOP");
    try {
      await().until(() -> ann.heard().stream().anyMatch(heard -> isOf(heard, other)));
      awaitCoins(ann, coins(ann) + 10);
    } finally {
      network.process(frozen).signal("CONT");
    }
    await()
        .untilAsserted(
            () -> assertThat(network.process(frozen).err()).contains("guest:ann was not saved"));
    await().until(() -> network.process(frozen).err().contains("is back"));
    assertOnlyHears(ann, other, 0, network.process(frozen).err());
    assertThat(client.closed().isComplete()).isFalse();
    Await.get(client.close());
  }

  /** Everything runs, and a player has coins that are kept. */
  private DelosClient begin() throws Exception {
    network.start(SERVICE).awaitReady();
    List<Integer> others = List.of(2001, 2002, PROXY);
    others.forEach(network::start);
    others.forEach(serverId -> network.process(serverId).awaitReady());
    DelosClient client = Player.connect(vertx, "ann", network.page(PROXY), new KeeperMod());
    KeeperClientSystem ann = client.system(KeeperClientSystem.class);
    await().until(() -> !ann.heard().isEmpty());
    awaitCoins(ann, 20);
    await().until(() -> kept("coins") == coins(ann));
    return client;
  }

  private static int otherThan(int lobby) {
    return lobby == 2001 ? 2002 : 2001;
  }

  /**
   * After so many words, from the first one of that lobby on, no other one's; and it goes on from
   * what was kept.
   */
  private void assertOnlyHears(KeeperClientSystem player, int lobby, int before, String log) {
    awaitCoins(player, coins(player) + 10);
    await().until(() -> kept("coins") == coins(player));
    List<JsonObject> heard = List.copyOf(player.heard());
    List<JsonObject> after = heard.subList(firstOf(player, lobby, before), heard.size());
    assertThat(after).as(log).allMatch(word -> isOf(word, lobby));
    assertThat(after.get(0).getLong("coins")).isEqualTo(20);
    assertThat(after).extracting(word -> word.getLong("coins")).isSorted();
    assertThat(network.process(lobby).err()).doesNotContain("was not saved");
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

  /** Where that lobby's first word is after so many; the number of all words if there is none. */
  private static int firstOf(KeeperClientSystem player, int serverId, int before) {
    List<JsonObject> heard = List.copyOf(player.heard());
    int index = before;
    while (index < heard.size() && !isOf(heard.get(index), serverId)) {
      index++;
    }
    return index;
  }

  private long kept(String column) {
    return network.database().count("SELECT " + column + " FROM keeper.purse");
  }
}
