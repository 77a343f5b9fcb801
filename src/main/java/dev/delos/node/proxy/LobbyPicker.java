package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.NodeDirectory;
import dev.delos.protocol.MasterCalls;
import dev.delos.protocol.NodeInfo;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which lobby a player goes to. */
final class LobbyPicker {
  private static final Logger log = LoggerFactory.getLogger(LobbyPicker.class);
  private static final Duration STRATEGY_LIMIT = Duration.ofSeconds(1);

  private final ClusterNode cluster;
  private final NodeDirectory directory;

  LobbyPicker(ClusterNode cluster) {
    this.cluster = cluster;
    this.directory = cluster.directory();
  }

  /**
   * What the login strategy of the active master says, if it has one of its own. Empty where it
   * fails, takes too long, or names no lobby that is up: it can't keep players out.
   */
  Future<Optional<NodeInfo>> byStrategy(Account account) {
    return directory
        .activeMaster()
        .filter(master -> master.modules().contains(MasterCalls.LOGIN_MODULE))
        .map(master -> ask(master, account))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private Future<Optional<NodeInfo>> ask(NodeInfo master, Account account) {
    JsonObject args = new JsonObject().put("uid", account.uid()).put("name", account.name());
    return cluster
        .caller()
        .request(
            master.serverId(), MasterCalls.LOGIN_MODULE, MasterCalls.PICK, args, STRATEGY_LIMIT)
        .map(answer -> directory.find(answer.getInteger("serverId")).filter(LobbyPicker::takes))
        .otherwise(
            failure -> {
              log.warn("the login strategy picked no lobby: {}", failure.toString());
              return Optional.empty();
            });
  }

  /**
   * The less loaded of two random lobbies. One of those to be avoided only where there is no other.
   */
  Optional<NodeInfo> leastLoaded(Set<Integer> avoided) {
    return lessLoaded(node -> takes(node) && !avoided.contains(node.serverId()))
        .or(() -> lessLoaded(LobbyPicker::takes));
  }

  /** The less loaded of two random servers for a move, none of those to be avoided. */
  Optional<NodeInfo> leastLoaded(Destination to, Set<Integer> avoided) {
    return lessLoaded(node -> to.fits(node) && !avoided.contains(node.serverId()));
  }

  private Optional<NodeInfo> lessLoaded(Predicate<NodeInfo> fits) {
    List<NodeInfo> shuffled = new ArrayList<>(directory.upNodes().filter(fits).toList());
    Collections.shuffle(shuffled);
    return shuffled.stream().limit(2).min(Comparator.comparingInt(NodeInfo::load));
  }

  /** Whether a lobby or game of that id takes players. */
  boolean isUp(int serverId) {
    return directory.find(serverId).filter(node -> node.isServer() && node.isUp()).isPresent();
  }

  /** Whether a node of that id is in the network, up or not. */
  boolean isThere(int serverId) {
    return directory.find(serverId).isPresent();
  }

  private static boolean takes(NodeInfo node) {
    return node.isUp() && node.role().equals("lobby");
  }
}
