package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.Consumer;

/** What a connection needs to become a player's: who it is, the login, the ways to others. */
final class Entrance {
  private final Vertx vertx;
  private final ClusterNode cluster;
  private final Tokens tokens;
  private final Lobbies lobbies;
  private final Upstream upstream;
  private final Login login;
  private final Moves moves;

  Entrance(Vertx vertx, ClusterNode cluster, Tokens tokens, Clock clock) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.tokens = tokens;
    this.lobbies = new Lobbies(cluster);
    this.upstream = new Upstream(cluster);
    Admission admission = new Admission(cluster.entryRules(), clock);
    this.login = new Login(cluster, admission, lobbies);
    this.moves = new Moves(vertx, admission, lobbies);
  }

  Upstream upstream() {
    return upstream;
  }

  Moves moves() {
    return moves;
  }

  /** Whom the token names; fails with a {@link RefusedException}. */
  Future<Account> identify(String token) {
    return tokens.verify(token);
  }

  /** A player who is nowhere yet. */
  Stay stay(String playerId, Account account, Consumer<RefusedException> close) {
    int proxyId = cluster.self().serverId();
    long incarnation = cluster.self().incarnation();
    Online session = new Online(account.uid(), proxyId, incarnation, playerId, 0, Stay.NOWHERE);
    return new Stay(
        playerId,
        account,
        lobbies,
        upstream,
        new PresenceEntry(vertx, cluster.presence(), session),
        close);
  }

  /** Brings the player on a lobby. */
  Future<Void> login(Stay stay) {
    return login.run(stay);
  }
}
