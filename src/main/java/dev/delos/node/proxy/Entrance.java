package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.protocol.Frame;
import dev.delos.protocol.Loss;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * How a connection becomes a player's: who it is, the login or the way back, the ways to others.
 */
final class Entrance {
  private final Vertx vertx;
  private final ClusterNode cluster;
  private final Tokens tokens;
  private final SessionTable sessions;
  private final Lobbies lobbies;
  private final Upstream upstream;
  private final Login login;
  private final Moves moves;

  Entrance(Vertx vertx, ClusterNode cluster, Tokens tokens, SessionTable sessions, Clock clock) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.tokens = tokens;
    this.sessions = sessions;
    this.lobbies = new Lobbies(cluster);
    this.upstream = new Upstream(cluster);
    Admission admission = new Admission(cluster.entryRules(), clock);
    this.login = new Login(cluster, admission, lobbies);
    this.moves = new Moves(vertx, admission, lobbies);
  }

  /** A session that a connection may go on with. */
  record Entry(Session session, Frame.Standing standing) {}

  Upstream upstream() {
    return upstream;
  }

  Moves moves() {
    return moves;
  }

  /** Lets in whom the token names; fails with a {@link RefusedException}. */
  Future<Entry> enter(Frame.Hello hello, ClientSession connection) {
    return tokens
        .verify(hello.token())
        .compose(
            account ->
                hello
                    .resume()
                    .map(resume -> resume(account, resume, connection))
                    .orElseGet(() -> login(account, connection, Optional.empty())));
  }

  private Future<Entry> resume(Account account, Frame.Resume resume, ClientSession connection) {
    Optional<Session> mine =
        sessions
            .find(resume.id())
            .filter(session -> session.uid().equals(account.uid()))
            .filter(session -> session.canGoOnFrom(resume.seq()));
    return mine.map(
            session ->
                Future.succeededFuture(new Entry(session, session.standingFrom(resume.seq()))))
        .orElseGet(() -> login(account, connection, Optional.of(Loss.SESSION_OVER)));
  }

  private Future<Entry> login(Account account, ClientSession connection, Optional<Loss> loss) {
    if (connection.state() == ClientSession.State.CLOSED) {
      return Future.failedFuture("the client is gone");
    }
    String id = UUID.randomUUID().toString();
    Session session = new Session(sessions, close -> stay(id, account, close));
    sessions.add(session);
    connection.begin(session);
    return login.run(session.stay()).map(in -> new Entry(session, session.standing(loss)));
  }

  /** A player who is nowhere yet. */
  private Stay stay(String playerId, Account account, Consumer<RefusedException> close) {
    int proxyId = cluster.self().serverId();
    long incarnation = cluster.self().incarnation();
    Online online = new Online(account.uid(), proxyId, incarnation, playerId, 0, Stay.NOWHERE);
    return new Stay(
        playerId,
        account,
        lobbies,
        upstream,
        new PresenceEntry(vertx, cluster.presence(), online),
        close);
  }
}
