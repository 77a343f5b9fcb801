package dev.delos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeDirectoryTest {
  private final AtomicLong now = new AtomicLong();
  private final NodeDirectory directory = new NodeDirectory(now::get);
  private final List<NodeInfo> left = new ArrayList<>();

  @BeforeEach
  void listen() {
    directory.onLeave(left::add);
  }

  @Test
  void onlyNodesThatAreUpMayBePicked() {
    directory.heard(node(1, 1, NodeStatus.STARTING));
    directory.heard(node(2, 1, NodeStatus.UP));
    directory.heard(node(3, 1, NodeStatus.DRAINING));
    assertThat(directory.nodes()).extracting(NodeInfo::serverId).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(directory.upNodes()).extracting(NodeInfo::serverId).containsExactly(2);
  }

  @Test
  void theLatestWordOfANodeCounts() {
    directory.heard(node(1, 1, NodeStatus.UP));
    directory.heard(node(1, 1, NodeStatus.DRAINING));
    assertThat(directory.find(1)).map(NodeInfo::status).contains(NodeStatus.DRAINING);
    assertThat(left).isEmpty();
  }

  @Test
  void aNewLifeEndsTheOldOne() {
    directory.heard(node(1, 1, NodeStatus.UP));
    directory.heard(node(1, 2, NodeStatus.STARTING));
    assertThat(left).containsExactly(node(1, 1, NodeStatus.UP));
    assertThat(directory.find(1)).map(NodeInfo::incarnation).contains(2L);
  }

  @Test
  void wordOfAnEarlierLifeIsIgnored() {
    directory.heard(node(1, 2, NodeStatus.UP));
    directory.heard(node(1, 1, NodeStatus.DRAINING));
    directory.left(1, 1);
    assertThat(directory.find(1)).contains(node(1, 2, NodeStatus.UP));
    assertThat(left).isEmpty();
  }

  @Test
  void aNodeThatComesBackInTheLifeInWhichItLeftIsTold() {
    List<Integer> returned = new ArrayList<>();
    directory.onReturn(back -> returned.add(back.serverId()));
    directory.heard(node(1, 5, NodeStatus.UP));
    directory.heard(node(2, 5, NodeStatus.UP));
    directory.left(1, 5);
    directory.left(2, 5);
    directory.heard(node(3, 5, NodeStatus.UP));
    directory.heard(node(2, 6, NodeStatus.UP));
    assertThat(returned).isEmpty();
    directory.heard(node(1, 5, NodeStatus.UP));
    directory.heard(node(1, 5, NodeStatus.DRAINING));
    assertThat(returned).containsExactly(1);
  }

  @Test
  void aNodeThatLeavesIsToldOnce() {
    directory.heard(node(1, 1, NodeStatus.UP));
    directory.left(1, 1);
    directory.left(1, 1);
    assertThat(directory.find(1)).isEmpty();
    assertThat(left).hasSize(1);
  }

  @Test
  void aSilentNodeIsDroppedAndOneselfNever() {
    directory.heard(node(1, 1, NodeStatus.UP));
    directory.heard(node(2, 1, NodeStatus.UP));
    directory.heard(node(3, 1, NodeStatus.UP));
    now.set(100);
    directory.heard(node(3, 1, NodeStatus.UP));
    now.set(150);
    directory.dropSilent(100, 1);
    assertThat(directory.nodes()).extracting(NodeInfo::serverId).containsExactlyInAnyOrder(1, 3);
    assertThat(left).extracting(NodeInfo::serverId).containsExactly(2);
  }

  @Test
  void aPauseOfOnesOwnIsNotTheOthersSilence() {
    directory.heard(node(1, 1, NodeStatus.UP));
    directory.heard(node(2, 1, NodeStatus.UP));
    now.set(1_000);
    directory.forgiveSilence();
    directory.dropSilent(100, 1);
    assertThat(left).isEmpty();
    now.set(1_101);
    directory.dropSilent(100, 1);
    assertThat(left).extracting(NodeInfo::serverId).containsExactly(2);
  }

  @Test
  void aProcessThatIsGoneTakesAllItsNodesAlong() {
    directory.heard(node(1, 1, NodeStatus.UP));
    directory.heard(node(2, 1, NodeStatus.UP));
    directory.memberLeft("member-2");
    directory.memberLeft("member-9");
    assertThat(left).extracting(NodeInfo::serverId).containsExactly(2);
    assertThat(directory.find(1)).isPresent();
  }

  private static NodeInfo node(int serverId, long incarnation, NodeStatus status) {
    return NodeInfo.starting(serverId, incarnation, "lobby", "lobby", List.of(), "test")
        .withMember("member-" + serverId)
        .withStatus(status);
  }
}
