package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.Loss;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;

/**
 * How a connection becomes a player's: who it is, the login or the way back, the ways to others.
 */
final class Entrance {
  private final Tokens tokens;
  private final TokenUse tokenUse;
  private final SessionTable sessions;
  private final Stays stays;
  private final Upstream upstream;
  private final Login login;
  private final WayBack wayBack;
  private final Handoff handoff;
  private final Moves moves;

  Entrance(
      Vertx vertx,
      ClusterNode cluster,
      Tokens tokens,
      TokenUse tokenUse,
      SessionTable sessions,
      Clock clock) {
    this.tokens = tokens;
    this.tokenUse = tokenUse;
    this.sessions = sessions;
    Lobbies lobbies = new Lobbies(cluster);
    this.upstream = new Upstream(cluster);
    this.stays = new Stays(vertx, cluster, lobbies, upstream, sessions.config().resumeSeconds());
    Admission admission = new Admission(cluster.entryRules(), clock);
    this.login = new Login(cluster, admission, lobbies);
    this.wayBack = new WayBack(vertx, cluster, sessions, admission, lobbies, stays);
    this.handoff = new Handoff(cluster, sessions, lobbies);
    this.moves = new Moves(vertx, admission, lobbies);
  }

  /** A session that a connection may go on with. */
  record Entry(Session session, Frame.Standing standing) {}

  Upstream upstream() {
    return upstream;
  }

  Handoff handoff() {
    return handoff;
  }

  WayBack wayBack() {
    return wayBack;
  }

  Moves moves() {
    return moves;
  }

  /** Lets in whom the token names; fails with a {@link RefusedException}. */
  Future<Entry> enter(Frame.Hello hello, ClientSession connection) {
    return tokens
        .verify(hello.token())
        .compose(ticket -> connection.isOf(ticket.account()).map(ticket))
        .compose(
            ticket ->
                hello
                    .resume()
                    .map(resume -> resume(ticket, resume, connection))
                    .orElseGet(() -> login(ticket, connection, Optional.empty())));
  }

  private Future<Entry> resume(Ticket ticket, Frame.Resume resume, ClientSession connection) {
    return wayBack
        .find(ticket.account(), resume, connection)
        .compose(
            found ->
                found
                    .map(mine -> Future.succeededFuture(entry(mine, resume.seq())))
                    .orElseGet(() -> login(ticket, connection, Optional.of(Loss.SESSION_OVER))));
  }

  private static Entry entry(Session session, long seq) {
    return new Entry(session, session.standingFrom(seq));
  }

  private Future<Entry> login(Ticket ticket, ClientSession connection, Optional<Loss> loss) {
    return tokenUse.with(ticket, () -> login(ticket.account(), connection, loss));
  }

  private Future<Entry> login(Account account, ClientSession connection, Optional<Loss> loss) {
    if (connection.state() == ClientSession.State.CLOSED) {
      return Future.failedFuture("the client is gone");
    }
    Session session = new Session(sessions, close -> stays.begun(account, close));
    sessions.add(session);
    connection.begin(session);
    return login.run(session.stay()).map(in -> new Entry(session, session.standing(loss)));
  }
}
