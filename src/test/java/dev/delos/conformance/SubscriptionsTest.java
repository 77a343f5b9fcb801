package dev.delos.conformance;

import static dev.delos.conformance.ProbeNetwork.EAST_LOBBY;
import static dev.delos.conformance.ProbeNetwork.EAST_PROXY;
import static dev.delos.conformance.ProbeNetwork.WEST_PROXY;
import static dev.delos.conformance.ProbeNetwork.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.protocol.Addresses;
import dev.delos.protocol.NodeInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the event bus has to know of a node, whatever the number of its players. */
class SubscriptionsTest {
  private static final int PLAYERS = 5_000;

  @TempDir Path directory;

  @Test
  void aNodeHasAHandfulOfSubscriptionsWithOnePlayerAndWithFiveThousand() throws Exception {
    try (ProbeNetwork network = ProbeNetwork.start(directory)) {
      network.witnesses().forEach(Guest::close);
      network.witnesses().clear();
      String secret = Files.readString(directory.resolve("data").resolve("jwt-secret")).strip();
      try (Crowd crowd = new Crowd(secret, PLAYERS)) {
        crowd.logIn(network.webSocket(WEST_PROXY), "one", 1);
        Map<String, Integer> withOne = network.cluster().registrations();
        crowd.logIn(network.webSocket(EAST_PROXY), "east", PLAYERS / 2);
        crowd.logIn(network.webSocket(WEST_PROXY), "west", PLAYERS / 2 - 1);
        await().untilAsserted(() -> assertThat(players(network)).isEqualTo(PLAYERS));
        Map<String, Integer> withAll = network.cluster().registrations();
        System.out.printf(
            "bus registrations with 1 player: %s%nbus registrations with %d players: %s%n",
            withOne, PLAYERS, withAll);
        assertThat(withAll).isEqualTo(withOne);
        List<Integer> nodes = network.nodes();
        assertThat(withAll.remove(Addresses.NODES)).isEqualTo(nodes.size());
        assertThat(withAll.keySet())
            .contains(Addresses.node(EAST_LOBBY))
            .containsExactlyInAnyOrderElementsOf(nodes.stream().map(Addresses::node).toList());
        assertThat(withAll.values()).containsOnly(1);
      }
    }
  }

  private static int players(ProbeNetwork network) {
    return network.directory().stream().filter(NodeInfo::isServer).mapToInt(NodeInfo::load).sum();
  }
}
