package dev.delos.cluster;

import dev.delos.protocol.NodeInfo;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of the presence what is left of proxies that are gone, once nobody can take their
 * sessions over any more. Lobbies do so for the players whom they hold; this is for the others, as
 * of lobbies that died with the proxy. One node of each process looks, at what its process keeps,
 * once a minute. Belongs to its node's context.
 */
final class OrphanSweep {
  static final Duration PERIOD = Duration.ofMinutes(1);

  /** Who was called as long ago as that stood still. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);

  /** Lobbies go first: they let go of the player, too. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /** Of one proxy; the rest has time until the next look. */
  private static final int MOST_AT_ONCE = 1_000;

  private final NodeDirectory directory;
  private final Presence presence;
  private final PresenceShare share;
  private final ServerIdClaim ids;
  private final NodeInfo self;
  private final LongSupplier nanoTime;

  /** Since when proxies that are not there have been away, as far as is known here. */
  private final Map<Life, Long> awaySince = new HashMap<>();

  private long lastTick;
  private long nextLook;
  private boolean isLooking;

  private record Life(int serverId, long incarnation) {
    static Life of(NodeInfo node) {
      return new Life(node.serverId(), node.incarnation());
    }

    static Life of(Online online) {
      return new Life(online.proxyId(), online.proxyIncarnation());
    }
  }

  OrphanSweep(
      NodeDirectory directory,
      Presence presence,
      PresenceShare share,
      ServerIdClaim ids,
      NodeInfo self,
      LongSupplier nanoTime) {
    this.directory = directory;
    this.presence = presence;
    this.share = share;
    this.ids = ids;
    this.self = self;
    this.nanoTime = nanoTime;
    this.lastTick = nanoTime.getAsLong();
    this.nextLook = lastTick + PERIOD.toNanos();
    // Each time: one that comes back has its time anew when it leaves again.
    directory.onLeave(left -> awaySince.put(Life.of(left), nanoTime.getAsLong()));
  }

  /** To be called every few seconds; completes when what it has begun is done. */
  Future<Void> tick() {
    long now = nanoTime.getAsLong();
    boolean isLate = now - lastTick > PAUSE.toNanos();
    lastTick = now;
    if (!isLate && now - nextLook < 0) {
      return Future.succeededFuture();
    }
    nextLook = now + PERIOD.toNanos();
    if (!isFirstOfProcess()) {
      awaySince.clear();
      return Future.succeededFuture();
    }
    // After a pause of our own it is to be heard first who is there.
    if (isLate || isLooking) {
      return Future.succeededFuture();
    }
    isLooking = true;
    return look()
        .onFailure(failure -> log.warn("entries of proxies that left stay: {}", failure.toString()))
        .onComplete(done -> isLooking = false);
  }

  private boolean isFirstOfProcess() {
    return directory
        .nodes()
        .filter(node -> node.memberId().equals(self.memberId()))
        .allMatch(node -> node.serverId() >= self.serverId());
  }

  private Future<Void> look() {
    Set<Life> present = directory.nodes().map(Life::of).collect(Collectors.toSet());
    return share.entries(online -> !present.contains(Life.of(online))).compose(this::sweep);
  }

  private Future<Void> sweep(List<Online> orphans) {
    long now = nanoTime.getAsLong();
    awaySince.keySet().retainAll(orphans.stream().map(Life::of).collect(Collectors.toSet()));
    Map<Life, List<Online>> over =
        orphans.stream()
            .filter(online -> !presence.isHeld(online))
            .filter(online -> now - awaySince(online, now) > limit(online).toNanos())
            .collect(Collectors.groupingBy(Life::of));
    return Future.join(
            over.entrySet().stream().map(one -> takeOut(one.getKey(), one.getValue())).toList())
        .mapEmpty();
  }

  /** Unless its process lives, and is silent only: the sessions may be as well. */
  private Future<Void> takeOut(Life proxy, List<Online> entries) {
    return ids.isTaken(proxy.serverId(), proxy.incarnation())
        .compose(isTaken -> isTaken ? Future.succeededFuture() : takeOut(entries));
  }

  private Future<Void> takeOut(List<Online> entries) {
    log.info("of a proxy that is gone, {} entries are left here: they go", entries.size());
    return Future.join(entries.stream().limit(MOST_AT_ONCE).map(presence::release).toList())
        .mapEmpty();
  }

  private long awaySince(Online orphan, long now) {
    return awaySince.computeIfAbsent(Life.of(orphan), first -> now);
  }

  private static Duration limit(Online online) {
    return Duration.ofSeconds(online.resumeSeconds()).plus(MARGIN);
  }
}
