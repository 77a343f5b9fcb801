package dev.delos.node.master;

import dev.delos.cluster.EntryRules;
import dev.delos.cluster.Sanction;
import dev.delos.node.master.SanctionTable.Holding;
import dev.delos.node.master.SanctionTable.Kind;
import dev.delos.node.master.SanctionTable.Laid;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may enter: in PostgreSQL, and from there in the cluster, where proxies look. One change after
 * the other, so that the cluster gets them in the database's order. Belongs to its node's context.
 */
final class Sanctions {
  private static final Logger log = LoggerFactory.getLogger(Sanctions.class);
  private static final int AT_ONCE = 128;

  private final SanctionTable table;
  private final EntryRules rules;
  private final MasterLease lease;
  private final Clock clock;
  private Future<?> last = Future.succeededFuture();

  Sanctions(SanctionTable table, EntryRules rules, MasterLease lease, Clock clock) {
    this.table = table;
    this.rules = rules;
    this.lease = lease;
    this.clock = clock;
  }

  /** Whether the lease that this master has now is still held, whenever it is asked. */
  BooleanSupplier whileActive() {
    long epoch = lease.epoch();
    return () -> lease.isHeld(epoch);
  }

  /** Lays a sanction on an account in place of an earlier one of its kind. */
  Future<Laid> lay(Kind kind, String uid, Instant until, String reason) {
    long epoch = lease.epoch();
    return inTurn(
        () ->
            table
                .lay(epoch, kind, uid, until, reason, clock.instant())
                .compose(laid -> told(write(epoch, uid, laid.now())).map(laid)));
  }

  /** Lifts a sanction; brings whether there was one. */
  Future<Laid> lift(Kind kind, String uid) {
    return lay(kind, uid, Instant.EPOCH, "");
  }

  /** Begins maintenance with a message for players, or ends it. */
  Future<Void> maintenance(Optional<String> message) {
    long epoch = lease.epoch();
    return inTurn(
        () ->
            table
                .maintenance(epoch, message)
                .compose(stored -> told(held(epoch).compose(h -> rules.maintenance(message)))));
  }

  /** What players are told while there is maintenance, by the database. */
  Future<Optional<String>> maintenance() {
    return table.maintenance();
  }

  /**
   * Brings the cluster to what the database says. What has no row there, or is over, is taken out:
   * left by a master that died between the two, or brought back when a split network healed.
   *
   * @return what holds
   */
  Future<List<Holding>> reconcile(long epoch) {
    return inTurn(
        () ->
            table
                .maintenance()
                .compose(message -> held(epoch).compose(h -> rules.maintenance(message)))
                .compose(done -> table.holding(clock.instant()))
                .compose(
                    holding ->
                        rules
                            .sanctions()
                            .compose(known -> writeAll(epoch, differences(known, holding)))
                            .map(holding)));
  }

  private static List<Map.Entry<String, Sanction>> differences(
      Map<String, Sanction> known, List<Holding> holding) {
    Map<String, Sanction> changes = new HashMap<>();
    known.keySet().forEach(uid -> changes.put(uid, Sanction.NONE));
    holding.forEach(one -> changes.put(one.uid(), one.sanction()));
    changes.entrySet().removeIf(change -> change.getValue().equals(known.get(change.getKey())));
    return List.copyOf(changes.entrySet());
  }

  private Future<Void> writeAll(long epoch, List<Map.Entry<String, Sanction>> changes) {
    if (changes.isEmpty()) {
      return Future.succeededFuture();
    }
    int count = Math.min(AT_ONCE, changes.size());
    log.debug("{} sanctions of the cluster are not the database's", changes.size());
    return Future.all(
            changes.subList(0, count).stream()
                .map(change -> write(epoch, change.getKey(), change.getValue()))
                .toList())
        .compose(written -> writeAll(epoch, changes.subList(count, changes.size())));
  }

  private Future<Void> write(long epoch, String uid, Sanction sanction) {
    Sanction kept = sanction.isOver(clock.instant()) ? Sanction.NONE : sanction;
    return held(epoch).compose(held -> rules.sanction(uid, kept));
  }

  private Future<Void> held(long epoch) {
    return lease.isHeld(epoch)
        ? Future.succeededFuture()
        : Future.failedFuture(new DeposedException());
  }

  /** The database has it already: say so. */
  private static Future<Void> told(Future<Void> written) {
    return written.recover(
        failure -> {
          log.warn("the cluster did not take what the database has", failure);
          return Future.failedFuture(
              new CommandFailure(
                  502, "it is stored, but proxies don't know yet: they will within a minute"));
        });
  }

  private <T> Future<T> inTurn(Supplier<Future<T>> work) {
    Future<T> turn = last.transform(before -> work.get());
    last = turn;
    return turn;
  }
}
