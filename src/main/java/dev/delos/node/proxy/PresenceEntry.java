package dev.delos.node.proxy;

import dev.delos.cluster.Online;
import dev.delos.cluster.Presence;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's entry in the network's presence. One operation at a time, so that none overtakes
 * another; what is taken out is taken out whatever became of the operations before.
 */
final class PresenceEntry {
  private static final Logger log = LoggerFactory.getLogger(PresenceEntry.class);
  private static final int RELEASE_ATTEMPTS = 30;

  private final Vertx vertx;
  private final Presence presence;

  /** The forms in which it may stand in the map, as far as the answers tell: mostly one. */
  private final Set<Online> written = new HashSet<>(2);

  private Online mine;
  private Future<?> last = Future.succeededFuture();
  private boolean isReleased;

  PresenceEntry(Vertx vertx, Presence presence, Online session) {
    this.vertx = vertx;
    this.presence = presence;
    this.mine = session;
  }

  /** One that stands in the map already. */
  static PresenceEntry of(Vertx vertx, Presence presence, Online standing) {
    PresenceEntry entry = new PresenceEntry(vertx, presence, standing);
    entry.written.add(standing);
    return entry;
  }

  /** Greater at each login and at each move; that of the last {@link #moved} once that began. */
  long epoch() {
    return mine.epoch();
  }

  /** Makes this session the one of its account, and tells which one it was until now. */
  Future<Optional<Online>> claim() {
    return next(
        () ->
            presence
                .claim(mine)
                .map(
                    claimed -> {
                      isWritten(claimed.mine());
                      return claimed.earlier();
                    }));
  }

  /**
   * Takes down, under a greater epoch, where the player goes now; false if the account has logged
   * in anew. Where it fails it is written later, when it is looked after.
   */
  Future<Boolean> moved(int serverId) {
    return next(
        () -> {
          if (isReleased) {
            return Future.succeededFuture(true);
          }
          Online from = mine;
          mine = from.movedTo(serverId);
          written.add(mine);
          return presence
              .move(from, mine, this::isWanted)
              .compose(
                  done -> done ? Future.succeededFuture(true) : presence.keep(mine, this::isWanted))
              .onSuccess(kept -> isWritten(mine));
        });
  }

  /** Looks whether the entry still stands; false if the account has logged in anew. */
  Future<Boolean> keep() {
    return next(
        () -> isReleased ? Future.succeededFuture(true) : presence.keep(mine, this::isWanted));
  }

  /**
   * Gives the session to another proxy: from then on this one leaves the entry alone.
   *
   * @return the entry as it is then; fails if it was not this session's any more
   */
  Future<Online> passTo(int proxyId, long incarnation) {
    return next(
        () -> {
          Online passed = mine.at(proxyId, incarnation);
          written.add(passed);
          return presence
              .pass(mine, passed)
              .compose(
                  done ->
                      done
                          ? Future.succeededFuture(passed)
                          : Future.failedFuture("it is overtaken"))
              .onSuccess(
                  done -> {
                    isReleased = true;
                    written.clear();
                  });
        });
  }

  /** Takes the entry out. Completes after the first attempt; one that failed is made again. */
  Future<Void> release() {
    isReleased = true;
    return next(() -> release(RELEASE_ATTEMPTS));
  }

  private Future<Void> release(int attempts) {
    List<Future<Void>> releases = written.stream().map(presence::release).toList();
    return Future.join(releases)
        .<Void>mapEmpty()
        .onFailure(failure -> releaseLater(attempts - 1, failure))
        .otherwiseEmpty();
  }

  private void releaseLater(int attempts, Throwable failure) {
    log.debug("{} is still taken for online: {}", mine.uid(), failure.toString());
    if (attempts > 0) {
      vertx.timer(1, TimeUnit.SECONDS).onSuccess(later -> next(() -> release(attempts)));
    } else {
      log.warn("{} stays in the presence until the next login", mine.uid());
    }
  }

  private boolean isWanted() {
    return !isReleased;
  }

  private void isWritten(Online online) {
    mine = online;
    written.clear();
    written.add(online);
  }

  private <T> Future<T> next(Supplier<Future<T>> operation) {
    Future<T> done = last.transform(before -> operation.get());
    last = done;
    return done;
  }
}
