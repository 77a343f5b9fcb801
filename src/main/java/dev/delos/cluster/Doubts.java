package dev.delos.cluster;

import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When what stands in the cluster's maps may not be what was written last. The cluster says so
 * itself where all copies of something were lost, and where this process was cut off and is back;
 * besides, the directory tells of nodes that were out of reach and are back with what they kept,
 * and of processes that die one soon after the other, when copies may not have been equal yet.
 * Belongs to its node's context.
 */
final class Doubts {
  private static final Logger log = LoggerFactory.getLogger(Doubts.class);

  /** Within it, copies that differ are mended: hazelcast.partition.backup.sync.interval. */
  private static final Duration MENDING = Duration.ofSeconds(30);

  private final LongSupplier nanoTime;
  private final List<Runnable> listeners = new ArrayList<>();
  private String crashed = "";
  private long crashedAt;

  Doubts(NodeDirectory directory, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    directory.onLeave(this::left);
    directory.onReturn(back -> raise("node " + back.serverId() + " is back"));
  }

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void raise(String why) {
    log.info("entries may be lost, or old ones be back: {}", why);
    List.copyOf(listeners).forEach(Runnable::run);
  }

  /** One that drains before it leaves gives what it keeps to others. */
  private void left(NodeInfo node) {
    if (node.status() == NodeStatus.DRAINING || node.memberId().equals(crashed)) {
      return;
    }
    long now = nanoTime.getAsLong();
    boolean isSecond = !crashed.isEmpty() && now - crashedAt < MENDING.toNanos();
    crashed = node.memberId();
    crashedAt = now;
    if (isSecond) {
      raise("a second process is gone, with node " + node.serverId());
    }
  }
}
