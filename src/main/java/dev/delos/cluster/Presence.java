package dev.delos.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which account is online where, for the whole network: one entry an account. The newest login
 * wins. An entry whose proxy is gone counts for nothing, so that nobody stays online who has no
 * connection; a new login writes over it.
 */
public final class Presence {
  private static final Logger log = LoggerFactory.getLogger(Presence.class);
  static final String MAP = "delos.presence";

  private static final int ATTEMPTS = 10;

  private final SharedMap entries;
  private final NodeDirectory directory;
  private final Doubts doubts;

  Presence(Vertx vertx, NodeDirectory directory, Doubts doubts) {
    this.entries = new SharedMap(vertx, MAP);
    this.directory = directory;
    this.doubts = doubts;
  }

  /**
   * Calls back when entries may have been lost, or old ones be back: those who have some must look
   * at them soon. A node that comes, or one that dies alone, is no reason.
   */
  public void onDoubt(Runnable listener) {
    doubts.listen(listener);
  }

  /**
   * What a login found.
   *
   * @param mine the entry as it is kept, with its epoch
   * @param earlier the session that stood there until now, be its proxy there or gone
   */
  public record Claimed(Online mine, Optional<Online> earlier) {}

  /**
   * Makes a session the one of its account, whoever was online. The epoch given is not looked at.
   * One that fails leaves no entry, not even if it is written after the limit.
   */
  public Future<Claimed> claim(Online session) {
    Future<Claimed> claimed = entries.map().compose(map -> claim(map, session, ATTEMPTS));
    return entries
        .limited(map -> claimed)
        .onFailure(late -> claimed.onSuccess(done -> releaseLate(done.mine())));
  }

  private void releaseLate(Online session) {
    release(session)
        .onFailure(failure -> log.warn("{} stays as it is: {}", session, failure.toString()));
  }

  private Future<Claimed> claim(AsyncMap<String, String> map, Online session, int attempts) {
    if (attempts == 0) {
      return Future.failedFuture("too many logins of " + session.uid() + " at once");
    }
    return map.get(session.uid())
        .compose(
            found -> {
              Online mine = session.withEpoch(epochAfter(found));
              return replace(map, found, mine)
                  .compose(
                      done ->
                          done
                              ? Future.succeededFuture(new Claimed(mine, earlier(found, session)))
                              : claim(map, session, attempts - 1));
            });
  }

  /** Not the session itself, which stands there already if a write was repeated by the cluster. */
  private static Optional<Online> earlier(@Nullable String found, Online session) {
    return Optional.ofNullable(found)
        .map(Online::decode)
        .filter(other -> !other.session().equals(session.session()));
  }

  /** Later than the entry, and than those before it that were released. */
  private static long epochAfter(@Nullable String found) {
    long now = System.currentTimeMillis();
    return found == null ? now : Math.max(now, Online.decode(found).epoch() + 1);
  }

  private static Future<Boolean> replace(
      AsyncMap<String, String> map, @Nullable String found, Online mine) {
    return found == null
        ? map.putIfAbsent(mine.uid(), mine.encode()).map(holder -> holder == null)
        : map.replaceIfPresent(mine.uid(), found, mine.encode());
  }

  /**
   * Takes down that a session is on another server; false if it isn't its account's any more.
   *
   * @param wanted asked again before each write, and after one that came late: what is not wanted
   *     any more is taken out
   */
  public Future<Boolean> move(Online from, Online to, BooleanSupplier wanted) {
    return unlessLate(
        entries.map().compose(map -> map.replaceIfPresent(from.uid(), from.encode(), to.encode())),
        to,
        wanted);
  }

  private Future<Boolean> unlessLate(
      Future<Boolean> write, Online session, BooleanSupplier wanted) {
    return write
        .timeout(SharedMap.LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(
            late ->
                write.onSuccess(
                    done -> {
                      if (!wanted.getAsBoolean()) {
                        releaseLate(session);
                      }
                    }));
  }

  /** Takes a session out; without effect if a newer one of its account is in. */
  public Future<Void> release(Online session) {
    return entries.limited(map -> map.removeIfPresent(session.uid(), session.encode())).mapEmpty();
  }

  /**
   * Whether a session still is its account's: writes it anew where the cluster has lost it, or
   * where an older one stands in its place, as after the network was split.
   */
  public Future<Boolean> keep(Online session, BooleanSupplier wanted) {
    return unlessLate(entries.map().compose(map -> keep(map, session, wanted)), session, wanted);
  }

  private static Future<Boolean> keep(
      AsyncMap<String, String> map, Online session, BooleanSupplier wanted) {
    return map.get(session.uid())
        .compose(
            found -> {
              if (!wanted.getAsBoolean()) {
                return Future.succeededFuture(true);
              }
              if (found != null && Online.decode(found).isLaterThan(session)) {
                return Future.succeededFuture(false);
              }
              return session.encode().equals(found)
                  ? Future.succeededFuture(true)
                  : replace(map, found, session).map(true);
            });
  }

  /** Where an account is online now; empty if it has no connection. */
  public Future<Optional<Online>> find(String uid) {
    return entries.limited(map -> map.get(uid).map(this::alive));
  }

  /** What stands of an account, be its proxy there or gone. */
  public Future<Optional<Online>> entry(String uid) {
    return entries.limited(
        map -> map.get(uid).map(found -> Optional.ofNullable(found).map(Online::decode)));
  }

  /** Whether the proxy that holds a session is in the network. */
  public boolean isHeld(Online session) {
    return directory
        .find(session.proxyId())
        .filter(proxy -> proxy.incarnation() == session.proxyIncarnation())
        .isPresent();
  }

  /**
   * Gives a session to another proxy in one step; false if it isn't its account's any more. One
   * that fails may have done it.
   *
   * @param to with a greater epoch
   */
  public Future<Boolean> pass(Online from, Online to) {
    return entries.limited(map -> map.replaceIfPresent(from.uid(), from.encode(), to.encode()));
  }

  /** Everybody who is online now; an account that comes or goes meanwhile may be in it or not. */
  public Future<List<Online>> everybody() {
    return entries.limited(
        map -> map.values().map(all -> all.stream().flatMap(one -> alive(one).stream()).toList()));
  }

  /** Takes out whatever is kept of an account, and tells what it was. */
  public Future<Optional<Online>> forget(String uid) {
    return entries.limited(map -> map.remove(uid).map(this::alive));
  }

  private Optional<Online> alive(@Nullable String found) {
    return Optional.ofNullable(found).map(Online::decode).filter(this::isHeld);
  }
}
