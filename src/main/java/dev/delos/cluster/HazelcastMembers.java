package dev.delos.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.UUID;
import java.util.function.Consumer;

/** The members of a Hazelcast cluster, by Vert.x's ids. */
final class HazelcastMembers implements Members, MembershipListener {
  /** Where Vert.x's cluster manager writes a member's id. */
  private static final String ID_ATTRIBUTE = "__vertx.nodeId";

  private final HazelcastClusterManager manager;
  private final Consumer<String> left;
  private final UUID registration;

  HazelcastMembers(HazelcastClusterManager manager, Consumer<String> left) {
    this.manager = manager;
    this.left = left;
    this.registration = manager.getHazelcastInstance().getCluster().addMembershipListener(this);
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
  public void close() {
    if (manager.isActive()) {
      manager.getHazelcastInstance().getCluster().removeMembershipListener(registration);
    }
  }
}
