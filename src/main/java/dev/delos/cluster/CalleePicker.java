package dev.delos.cluster;

import dev.delos.protocol.NodeInfo;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;

/** Decides which host of a module gets a call. */
final class CalleePicker {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final IntUnaryOperator inFlight;

  /**
   * Picks from the hosts that it is given.
   *
   * @param inFlight the calls on their way to a node, by server id
   */
  CalleePicker(IntUnaryOperator inFlight) {
    this.inFlight = inFlight;
  }

  /** The host with fewer calls in flight of two different ones picked at random. */
  Optional<NodeInfo> leastBusyOfTwo(List<NodeInfo> hosts) {
    if (hosts.size() < 2) {
      return hosts.stream().findFirst();
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int first = random.nextInt(hosts.size());
    int second = (first + 1 + random.nextInt(hosts.size() - 1)) % hosts.size();
    NodeInfo one = hosts.get(first);
    NodeInfo other = hosts.get(second);
    return Optional.of(callsTo(one) <= callsTo(other) ? one : other);
  }

  /**
   * The host with the highest score for the key (rendezvous hashing): when a host leaves, its keys
   * alone move; when one joins, it takes its share and no other key moves.
   */
  Optional<NodeInfo> byKey(List<NodeInfo> hosts, String hashKey) {
    return hosts.stream().max(Comparator.comparingLong(host -> score(hashKey, host.serverId())));
  }

  private int callsTo(NodeInfo node) {
    return inFlight.applyAsInt(node.serverId());
  }

  /** The same on every node and JVM: FNV-1a of the key, mixed with the node (SplitMix64). */
  private static long score(String hashKey, int serverId) {
    long hash = FNV_OFFSET;
    for (byte octet : hashKey.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
    }
    long mixed = hash ^ (serverId * 0x9e3779b97f4a7c15L);
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
