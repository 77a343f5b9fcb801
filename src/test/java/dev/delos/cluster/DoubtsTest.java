package dev.delos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the directory says of entries that may be lost, or back. */
class DoubtsTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final NodeDirectory directory = new NodeDirectory(now::get);
  private final AtomicInteger raised = new AtomicInteger();

  @BeforeEach
  void listen() {
    new Doubts(directory, now::get).listen(raised::incrementAndGet);
    comes(1, "east", NodeStatus.UP);
    comes(2, "east", NodeStatus.UP);
    comes(3, "west", NodeStatus.UP);
    comes(4, "north", NodeStatus.DRAINING);
  }

  private void comes(int serverId, String member, NodeStatus status) {
    directory.heard(
        NodeInfo.starting(serverId, 1, "lobby", "lobby", List.of(), "test")
            .withMember(member)
            .withStatus(status));
  }

  @Test
  void aNewNodeIsNone() {
    assertThat(raised).hasValue(0);
  }

  @Test
  void aProcessThatDiesAloneIsNoneWhateverRanInIt() {
    directory.memberLeft("east");
    passes(Duration.ofSeconds(31));
    directory.memberLeft("west");
    assertThat(raised).hasValue(0);
  }

  @Test
  void aProcessThatDiesSoonAfterAnotherIsOne() {
    directory.memberLeft("east");
    passes(Duration.ofSeconds(29));
    directory.memberLeft("west");
    assertThat(raised).hasValue(1);
  }

  @Test
  void aProcessThatHasDrainedIsNone() {
    directory.memberLeft("east");
    directory.memberLeft("north");
    assertThat(raised).hasValue(0);
  }

  @Test
  void aNodeThatWasOutOfReachAndIsBackIsOne() {
    directory.memberLeft("west");
    comes(3, "west", NodeStatus.UP);
    assertThat(raised).hasValue(1);
  }

  private void passes(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
