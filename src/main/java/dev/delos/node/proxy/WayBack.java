package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a client back to its session: one of this proxy's, one that another proxy gives away, or
 * one whose proxy is gone. Each step is bounded; in the end the session is here, or still where it
 * was, or over.
 */
final class WayBack {
  private static final Logger log = LoggerFactory.getLogger(WayBack.class);

  /** What the other proxy may take to give a session away: more than all its steps together. */
  private static final Duration TAKE_LIMIT = Duration.ofSeconds(9);

  /** For how long it is tried: the session may be on its way, or its proxy just be gone. */
  private static final Duration LIMIT = Duration.ofSeconds(4);

  private static final long PAUSE_MS = 100;

  /** What somebody waits who wants to close a session that is on its way: less than a login. */
  private static final long ARRIVAL_MS = 1_500;

  private final Vertx vertx;
  private final ClusterNode cluster;
  private final SessionTable sessions;
  private final Admission admission;
  private final Lobbies lobbies;
  private final Stays stays;

  /** Those on the way here, by their ids: a client may come twice meanwhile. */
  private final Map<String, Coming> onTheWay = new HashMap<>();

  private record Coming(String uid, Future<Optional<Session>> session) {}

  WayBack(
      Vertx vertx,
      ClusterNode cluster,
      SessionTable sessions,
      Admission admission,
      Lobbies lobbies,
      Stays stays) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.sessions = sessions;
    this.admission = admission;
    this.lobbies = lobbies;
    this.stays = stays;
  }

  /** The session, which waits here for its client; empty if it is over. */
  Future<Optional<Session>> find(Account account, Frame.Resume resume, ClientSession connection) {
    Coming known = onTheWay.get(resume.id());
    if (known != null) {
      return known.session().compose(arrived -> find(account, resume, connection));
    }
    Optional<Session> here = sessions.find(resume.id());
    if (here.filter(Session::isBeingGiven).isPresent()) {
      return here.get().given().compose(over -> find(account, resume, connection));
    }
    if (here.isPresent()) {
      return Future.succeededFuture(
          here.filter(mine -> mine.uid().equals(account.uid()))
              .filter(mine -> mine.canGoOnFrom(resume.seq())));
    }
    Future<Optional<Session>> coming =
        elsewhere(account, resume, connection, System.nanoTime() + LIMIT.toNanos());
    onTheWay.put(resume.id(), new Coming(account.uid(), coming));
    return coming.onComplete(done -> onTheWay.remove(resume.id()));
  }

  /** Completes once no session of the account is on the way here any more, or a limit is over. */
  Future<Void> arrival(String uid) {
    List<Future<Optional<Session>>> coming =
        onTheWay.values().stream()
            .filter(known -> known.uid().equals(uid))
            .map(Coming::session)
            .toList();
    return coming.isEmpty()
        ? Future.succeededFuture()
        : Future.any(Future.join(coming), vertx.timer(ARRIVAL_MS, TimeUnit.MILLISECONDS))
            .transform(over -> Future.succeededFuture());
  }

  private Future<Optional<Session>> elsewhere(
      Account account, Frame.Resume resume, ClientSession connection, long deadline) {
    return entry(account, resume)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.<Session>empty())
                    : bring(account, resume, found.get()))
        .recover(failure -> again(account, resume, connection, deadline, failure));
  }

  private Future<Optional<Online>> entry(Account account, Frame.Resume resume) {
    return cluster
        .presence()
        .entry(account.uid())
        .map(found -> found.filter(online -> online.session().equals(resume.id())));
  }

  private Future<Optional<Session>> again(
      Account account,
      Frame.Resume resume,
      ClientSession connection,
      long deadline,
      Throwable failure) {
    log.debug("{} is not brought here: {}", resume.id(), failure.toString());
    if (failure instanceof RefusedException) {
      return Future.failedFuture(failure);
    }
    // A client that has gone may be back elsewhere: a proxy that it has left must not take more.
    if (connection.state() == ClientSession.State.CLOSED || deadline < System.nanoTime()) {
      return lastLook(account, resume, failure);
    }
    return vertx
        .timer(PAUSE_MS, TimeUnit.MILLISECONDS)
        .compose(later -> elsewhere(account, resume, connection, deadline));
  }

  /**
   * It may have been given away all the same: then nobody else has it, and it must end some day.
   */
  private Future<Optional<Session>> lastLook(
      Account account, Frame.Resume resume, Throwable failure) {
    return entry(account, resume)
        .map(found -> found.filter(this::isMine))
        .compose(
            mine ->
                mine.map(online -> adopt(account, resume, online))
                    .orElseGet(() -> Future.failedFuture(failure)))
        .recover(late -> notGiven(resume, late));
  }

  private static Future<Optional<Session>> notGiven(Frame.Resume resume, Throwable failure) {
    log.info("session {} is not given away: {}", resume.id(), failure.toString());
    return Future.failedFuture(
        failure instanceof RefusedException
            ? failure
            : new RefusedException(
                CloseCode.GOING_AWAY, "the session is not given away now: come back"));
  }

  private boolean isMine(Online online) {
    return online.proxyId() == cluster.self().serverId();
  }

  private Future<Optional<Session>> bring(Account account, Frame.Resume resume, Online online) {
    if (isMine(online) || !cluster.presence().isHeld(online)) {
      return adopt(account, resume, online);
    }
    return take(account, resume, online)
        .recover(
            failure ->
                failure instanceof RpcException refused && refused.code() == Code.BAD_REQUEST
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  private Future<Optional<Session>> take(Account account, Frame.Resume resume, Online online) {
    sessions.passing().isHere(account.uid());
    sessions.passing().expect(resume.id());
    JsonObject args = new JsonObject().put("uid", account.uid()).put("id", resume.id());
    return cluster
        .caller()
        .request(online.proxyId(), SessionCalls.MODULE, SessionCalls.TAKE, args, TAKE_LIMIT)
        .map(given -> taken(account, resume, online, given))
        .onComplete(done -> sessions.passing().arrived(resume.id()))
        .compose(
            session ->
                endUnlessKept(session)
                    .compose(kept -> allowed(session))
                    .map(ok -> Optional.of(session)))
        .map(taken -> taken.filter(session -> session.canGoOnFrom(resume.seq())));
  }

  /** A login that came on the way has found the session nowhere. */
  private static Future<Void> endUnlessKept(Session session) {
    return session
        .stay()
        .entry()
        .keep()
        .otherwise(true)
        .compose(isKept -> isKept ? Future.succeededFuture() : session.end());
  }

  private Session taken(Account account, Frame.Resume resume, Online online, JsonObject given) {
    Online mine =
        new Online(
            account.uid(),
            cluster.self().serverId(),
            cluster.self().incarnation(),
            resume.id(),
            given.getLong("epoch"),
            given.getInteger("entryServerId"),
            online.resumeSeconds());
    Account known =
        new Account(
            account.uid(),
            given.getString("name"),
            given.getJsonObject("claims", new JsonObject()));
    Session session = new Session(sessions, close -> stays.standing(known, mine, close));
    session.stay().restored(given.getInteger("serverId"), given.getLong("silencedUntil"));
    session.restore(given);
    sessions.passing().arrived(resume.id()).forEach(session::deliver);
    sessions.add(session);
    session.waitForClient();
    return session;
  }

  /** A ban that came on the way has not found the player. */
  private Future<Void> allowed(Session session) {
    return silencedUntil(session).transform(asked -> unlessRefused(session, asked));
  }

  private Future<Long> silencedUntil(Session session) {
    return admission
        .silencedUntil(session.uid())
        .recover(
            failure ->
                failure instanceof RefusedException
                    ? Future.failedFuture(failure)
                    : Future.succeededFuture(0L));
  }

  private static Future<Void> unlessRefused(Session session, AsyncResult<Long> asked) {
    return asked.cause() instanceof RefusedException refused
        ? session.end().transform(over -> Future.failedFuture(refused))
        : Future.succeededFuture();
  }

  /** Its proxy is gone, with what that had not delivered. */
  private Future<Optional<Session>> adopt(Account account, Frame.Resume resume, Online orphan) {
    Online mine = orphan.at(cluster.self().serverId(), cluster.self().incarnation());
    sessions.passing().expect(resume.id());
    return cluster
        .presence()
        .pass(orphan, mine)
        .onComplete(done -> sessions.passing().arrived(resume.id()))
        .compose(
            done ->
                done
                    ? adopted(account, resume, mine)
                    : Future.failedFuture("the entry has changed: it is looked at again"));
  }

  /** It is in the table at once, so that it may be ended, and busy until it is ready. */
  private Future<Optional<Session>> adopted(Account account, Frame.Resume resume, Online mine) {
    Session session = new Session(sessions, close -> stays.standing(account, mine, close));
    Stay stay = session.stay();
    stay.restored(mine.serverId(), 0);
    session.adopted(resume.seq());
    sessions.add(session);
    session.waitForClient();
    return stay.alone(
            () -> rebind(stay, mine).compose(here -> stay.ifWanted(() -> silencedUntil(session))))
        .onSuccess(until -> stay.restored(stay.serverId(), until))
        .transform(ready -> unlessRefused(session, ready))
        .map(done -> Optional.of(session).filter(Session::isLive));
  }

  /** First of all, for the lobby lets only that proxy take the player off. */
  private Future<Void> rebind(Stay stay, Online mine) {
    return mine.serverId() == Stay.NOWHERE
        ? Future.succeededFuture()
        : lobbies
            .rebind(mine.serverId(), stay.id(), mine.proxyId(), mine.epoch())
            .onFailure(gone -> stay.on(Stay.NOWHERE))
            .otherwiseEmpty();
  }
}
