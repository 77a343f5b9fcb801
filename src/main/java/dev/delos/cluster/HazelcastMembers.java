package dev.delos.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import io.vertx.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The members of a Hazelcast cluster, by Vert.x's ids.
 *
 * <p>Who left is told by a listener, and besides looked for: the listener waits behind that of
 * vertx-hazelcast, which may clean up after a member for seconds.
 */
final class HazelcastMembers implements Members, MembershipListener, LifecycleListener {
  /** Where Vert.x's cluster manager writes a member's id. */
  private static final String ID_ATTRIBUTE = "__vertx.nodeId";

  private static final long LOOK_MS = 200;

  private final Vertx vertx;
  private final HazelcastClusterManager manager;
  private final Consumer<String> left;
  private final Runnable merged;
  private final UUID membership;
  private final UUID lifecycle;
  private final long timer;
  private Set<String> seen;

  HazelcastMembers(
      Vertx vertx, HazelcastClusterManager manager, Consumer<String> left, Runnable merged) {
    this.vertx = vertx;
    this.manager = manager;
    this.left = left;
    this.merged = merged;
    HazelcastInstance hazelcast = manager.getHazelcastInstance();
    this.membership = hazelcast.getCluster().addMembershipListener(this);
    this.lifecycle = hazelcast.getLifecycleService().addLifecycleListener(this);
    this.seen = Set.copyOf(manager.getNodes());
    this.timer = vertx.setPeriodic(LOOK_MS, id -> look());
  }

  private void look() {
    if (manager.isActive()) {
      Set<String> now = Set.copyOf(manager.getNodes());
      seen.stream().filter(id -> !now.contains(id)).forEach(left);
      seen = now;
    }
  }

  @Override
  public String selfId() {
    return manager.getNodeId();
  }

  @Override
  public boolean isMember(String memberId) {
    return manager.getNodes().contains(memberId);
  }

  @Override
  public int count() {
    return manager.getNodes().size();
  }

  @Override
  public void memberAdded(MembershipEvent event) {}

  @Override
  public void memberRemoved(MembershipEvent event) {
    String id = event.getMember().getAttribute(ID_ATTRIBUTE);
    if (id != null) {
      left.accept(id);
    }
  }

  @Override
  public void stateChanged(LifecycleEvent event) {
    if (event.getState() == LifecycleState.MERGED) {
      merged.run();
    }
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    if (manager.isActive()) {
      HazelcastInstance hazelcast = manager.getHazelcastInstance();
      hazelcast.getCluster().removeMembershipListener(membership);
      hazelcast.getLifecycleService().removeLifecycleListener(lifecycle);
    }
  }
}
