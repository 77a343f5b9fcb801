package dev.delos.cluster;

import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The nodes of the network as one node sees them, itself included. Belongs to its node's context.
 */
public final class NodeDirectory {
  private static final long NEVER = -1;

  private final LongSupplier nanoTime;
  private final Map<Integer, Entry> entries = new HashMap<>();

  /** Of each module that was asked for and has some, until what nodes say of themselves changes. */
  private final Map<String, List<NodeInfo>> hosts = new HashMap<>();

  /** Of each id whose node has left, the life in which it did. */
  private final Map<Integer, Long> leftIn = new HashMap<>();

  private final List<Consumer<NodeInfo>> leaveListeners = new ArrayList<>();
  private final List<Consumer<NodeInfo>> returnListeners = new ArrayList<>();
  private final List<ChangeListener> changeListeners = new ArrayList<>();

  /** Is told what nodes say of themselves. */
  @FunctionalInterface
  public interface ChangeListener {
    /**
     * A node is new, or says something else of itself than before, its load aside.
     *
     * @param before empty if the node is new
     */
    void changed(Optional<NodeInfo> before, NodeInfo now);
  }

  private record Entry(NodeInfo info, long heardAt) {}

  NodeDirectory(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** All nodes that are known, whatever their status. */
  public Stream<NodeInfo> nodes() {
    return entries.values().stream().map(Entry::info);
  }

  /** The nodes that may be picked for new work. */
  public Stream<NodeInfo> upNodes() {
    return nodes().filter(NodeInfo::isUp);
  }

  /** The nodes that may be picked for calls of a module. What is said of their load may be old. */
  List<NodeInfo> hosts(String module) {
    List<NodeInfo> known = hosts.get(module);
    if (known != null) {
      return known;
    }
    List<NodeInfo> found = upNodes().filter(node -> node.modules().contains(module)).toList();
    if (!found.isEmpty()) {
      hosts.put(module, found);
    }
    return found;
  }

  /** The nodes that take events: those that are up, and those that still work while they leave. */
  public Stream<NodeInfo> reachableNodes() {
    return nodes().filter(node -> node.status() != NodeStatus.STARTING);
  }

  /** The master that holds the latest lease, if one is known. */
  public Optional<NodeInfo> activeMaster() {
    return reachableNodes()
        .filter(node -> node.lease() > 0)
        .max(Comparator.comparingLong(NodeInfo::lease));
  }

  /** The node of that id, if known. */
  public Optional<NodeInfo> find(int serverId) {
    return Optional.ofNullable(entries.get(serverId)).map(Entry::info);
  }

  /** Calls back for each node that leaves or dies, after it is gone from the directory. */
  public void onLeave(Consumer<NodeInfo> listener) {
    leaveListeners.add(listener);
  }

  /**
   * Calls back for each node that is there again in the life in which it had left, after the
   * directory has taken it: it was out of reach, or this one was.
   */
  void onReturn(Consumer<NodeInfo> listener) {
    returnListeners.add(listener);
  }

  /** Calls back for each node that is new or changes, after the directory has taken it. */
  public void onChange(ChangeListener listener) {
    changeListeners.add(listener);
  }

  /** Takes what a node says of itself; word of an earlier life than the known one is ignored. */
  void heard(NodeInfo info) {
    Entry known = entries.get(info.serverId());
    if (known != null && known.info().incarnation() > info.incarnation()) {
      return;
    }
    entries.put(info.serverId(), new Entry(info, nanoTime.getAsLong()));
    Optional<NodeInfo> before = Optional.ofNullable(known).map(Entry::info);
    if (before.isPresent() && before.get().incarnation() < info.incarnation()) {
      tellLeft(before.get());
      before = Optional.empty();
    }
    if (!before.map(earlier -> earlier.withLoad(info.load()).equals(info)).orElse(false)) {
      tellChanged(before, info);
    }
    if (known == null && leftIn.getOrDefault(info.serverId(), NEVER) == info.incarnation()) {
      List.copyOf(returnListeners).forEach(listener -> listener.accept(info));
    }
  }

  /** Takes that a node is gone; of a later life than the one that left, it stays. */
  void left(int serverId, long incarnation) {
    Entry known = entries.get(serverId);
    if (known != null && known.info().incarnation() <= incarnation) {
      entries.remove(serverId);
      tellLeft(known.info());
    }
  }

  /** Takes that a process is gone, with all the nodes in it. */
  void memberLeft(String memberId) {
    nodes()
        .filter(node -> node.memberId().equals(memberId))
        .toList()
        .forEach(node -> left(node.serverId(), node.incarnation()));
  }

  /** Drops the nodes, other than the given one, that were not heard of for so long. */
  void dropSilent(long nanos, int exceptServerId) {
    long now = nanoTime.getAsLong();
    entries.values().stream()
        .filter(entry -> entry.info().serverId() != exceptServerId)
        .filter(entry -> now - entry.heardAt() > nanos)
        .toList()
        .forEach(entry -> left(entry.info().serverId(), entry.info().incarnation()));
  }

  /** Takes every node for heard of just now. */
  void forgiveSilence() {
    long now = nanoTime.getAsLong();
    entries.replaceAll((serverId, entry) -> new Entry(entry.info(), now));
  }

  private void tellChanged(Optional<NodeInfo> before, NodeInfo now) {
    hosts.clear();
    List.copyOf(changeListeners).forEach(listener -> listener.changed(before, now));
  }

  private void tellLeft(NodeInfo info) {
    hosts.clear();
    leftIn.put(info.serverId(), info.incarnation());
    List.copyOf(leaveListeners).forEach(listener -> listener.accept(info));
  }
}
