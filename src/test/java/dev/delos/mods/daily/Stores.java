package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.sdk.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The stores of one service, used as its system does: on one context. */
final class Stores {
  private final Context context;
  private final Database database;
  private final SignInStore signIns;
  private final Map<String, ProgressStore> progress = new HashMap<>();
  private final PlayerStore players;
  private final InventoryStore inventories;

  Stores(DailyDatabase daily, BagRules rules) {
    context = daily.vertx().getOrCreateContext();
    database = daily.database();
    signIns = new SignInStore(database);
    players = new PlayerStore(database, Activity.DAILY);
    inventories = new InventoryStore(database, rules);
  }

  Future<Void> keepMail(Duration mailboxTime) {
    return run(() -> signIns.keepMail(mailboxTime));
  }

  /** Claims from the progress that there is, whatever the sign-in says of it. */
  Future<Boolean> claim(SignIn signIn) {
    return run(() -> current(signIn).compose(signIns::claim));
  }

  private Future<SignIn> current(SignIn asked) {
    return progress(asked)
        .find(asked.uid())
        .map(
            stand ->
                new SignIn(
                    asked.uid(),
                    asked.occasion(),
                    asked.claimedAt(),
                    asked.requestId(),
                    stand.revision(),
                    asked.next()));
  }

  private ProgressStore progress(SignIn signIn) {
    return progress.computeIfAbsent(
        signIn.occasion().activity(), activity -> new ProgressStore(database, activity));
  }

  /** Claims from the progress that the sign-in says it follows from. */
  Future<Boolean> claimFrom(SignIn signIn) {
    return run(() -> signIns.claim(signIn));
  }

  /**
   * Claims all of them in one go: the first two go alone, the others wait and share a statement.
   */
  Future<List<Future<Boolean>>> claimTogether(List<SignIn> all) {
    return run(
        () -> {
          List<Future<SignIn>> reads = all.stream().map(this::current).toList();
          return Future.join(reads)
              .transform(
                  read -> {
                    List<Future<Boolean>> claims =
                        reads.stream().map(signIn -> signIn.compose(signIns::claim)).toList();
                    return Future.join(claims).transform(done -> Future.succeededFuture(claims));
                  });
        });
  }

  /** What the request brought; empty if it did not sign the player in on that date. */
  Future<Optional<Reward>> claimedBy(SignIn signIn) {
    return run(() -> progress(signIn).taken(signIn.uid(), signIn.occasion().date()))
        .map(
            found ->
                found
                    .filter(taken -> taken.requestId().equals(signIn.requestId()))
                    .map(ProgressStore.Taken::reward));
  }

  Future<List<Claim>> claims(String activity, String uid, LocalDate from, LocalDate to) {
    return run(() -> signIns.claims(activity, uid, from, to));
  }

  Future<PlayerStore.Found> look(String uid, LocalDate from, LocalDate to, Instant now) {
    return run(() -> players.look(uid, from, to, now));
  }

  Future<Delivery> deliver(String uid, LocalDate date, Instant now) {
    return deliver(uid, Grant.id(Activity.DAILY, uid, date), date, now);
  }

  Future<Delivery> deliver(String uid, UUID grantId, LocalDate date, Instant now) {
    return run(() -> inventories.deliver(uid, grantId, date, now));
  }

  /** A correction in a transaction of its own. */
  Future<Inventory> correct(String uid, UUID entryId, ItemCount change, Instant now) {
    return run(
        () ->
            database.inTransaction(
                transaction ->
                    inventories.correct(
                        transaction,
                        uid,
                        entryId,
                        change,
                        new Author(Optional.of("olga"), "a test"),
                        now)));
  }

  Partitions partitions() {
    return signIns.partitions();
  }

  <T> Future<T> run(Supplier<Future<T>> call) {
    return DailyDatabase.run(context, call);
  }
}
