package dev.delos.mods.daily;

import dev.delos.mods.daily.ProgressStore.Found;
import dev.delos.mods.daily.ProgressStore.Taken;
import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.Outcome;
import dev.delos.mods.daily.rules.Payment;
import dev.delos.mods.daily.rules.Plan;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Signs players in on days that are over. What that costs is taken from the inventory in the
 * transaction that stores the sign-in: both, or neither.
 */
final class MakeUps {
  private static final int TRIES = 16;

  private final String activity;
  private final Database database;
  private final Plans plans;
  private final ProgressStore progress;
  private final SignInStore signIns;
  private final InventoryStore inventories;

  private record Asked(
      String uid, LocalDate day, Optional<ItemCount> price, UUID requestId, Instant now) {
    boolean agreesTo(ItemCount cost) {
      return price
          .filter(most -> !most.item().equals(cost.item()) || most.count() < cost.count())
          .isEmpty();
    }
  }

  /** Undoes the transaction: something has changed since it was read. */
  private static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost() {
      super("changed since it was read", null, false, false);
    }
  }

  MakeUps(
      String activity,
      Database database,
      Plans plans,
      ProgressStore progress,
      SignInStore signIns,
      InventoryStore inventories) {
    this.activity = activity;
    this.database = database;
    this.plans = plans;
    this.progress = progress;
    this.signIns = signIns;
    this.inventories = inventories;
  }

  /**
   * Makes a day up.
   *
   * @param price the most that may be taken; empty: whatever it costs
   * @param requestId a repeat is answered as the first try was, or would have been
   * @return {@link ClaimCode#MADE_UP}, {@link ClaimCode#NOT_ENOUGH}, {@link ClaimCode#OTHER_PRICE},
   *     or that of a refusal; with the cost, when this call paid it or it is what keeps the player
   *     from it
   */
  Future<ClaimReply> makeUp(
      String uid, LocalDate day, Optional<ItemCount> price, UUID requestId, Instant now) {
    Asked asked = new Asked(uid, day, price, requestId, now.truncatedTo(ChronoUnit.MICROS));
    return plans.rules().compose(rules -> attempt(asked, rules, TRIES));
  }

  private Future<ClaimReply> attempt(Asked asked, SignInRules rules, int tries) {
    return progress
        .find(asked.uid(), asked.day())
        .compose(found -> decide(asked, found, rules))
        .recover(
            failure ->
                isLost(failure) && tries > 1
                    ? plans.read().compose(read -> attempt(asked, read, tries - 1))
                    : Future.failedFuture(failure));
  }

  private static boolean isLost(Throwable failure) {
    return failure instanceof Lost || SignInStore.isTaken(failure);
  }

  private Future<ClaimReply> decide(Asked asked, Found found, SignInRules rules) {
    Stand stand = found.stand();
    Taken taken = found.taken().orElse(null);
    if (taken != null) {
      return Future.succeededFuture(
          taken.requestId().equals(asked.requestId())
              ? madeUp(taken.reward(), taken.payment())
              : ClaimReply.of(ClaimCode.ALREADY_SIGNED_IN, activity));
    }
    Outcome outcome = rules.makeUp(stand.under(rules), asked.day(), asked.now());
    if (outcome instanceof Outcome.Refused refused) {
      return Future.succeededFuture(ClaimReply.of(ClaimCode.of(refused.why()), activity));
    }
    Outcome.SignedIn signedIn = (Outcome.SignedIn) outcome;
    ItemCount cost = signedIn.cost().orElseThrow();
    return asked.agreesTo(cost)
        ? store(asked, stand, signedIn, rules)
        : Future.succeededFuture(ClaimReply.of(ClaimCode.OTHER_PRICE, activity).costing(cost));
  }

  private Future<ClaimReply> store(
      Asked asked, Stand stand, Outcome.SignedIn signedIn, SignInRules rules) {
    Plan plan = rules.timeline().at(asked.now()).orElseThrow().plan();
    Occasion occasion = new Occasion(activity, signedIn.payment(), plan.mailboxTime());
    SignIn signIn =
        new SignIn(
            asked.uid(),
            occasion,
            asked.now(),
            asked.requestId(),
            stand.revision(),
            signedIn.next());
    ItemCount cost = signedIn.cost().orElseThrow();
    return signIns
        .partitions()
        .make(asked.day())
        .compose(made -> database.inTransaction(transaction -> store(transaction, signIn, cost)))
        .map(
            stored ->
                madeUp(signedIn.payment().reward(), Optional.of(signedIn.payment())).costing(cost))
        .recover(
            failure ->
                failure instanceof InventoryStore.NotEnough
                    ? Future.succeededFuture(
                        ClaimReply.of(ClaimCode.NOT_ENOUGH, activity).costing(cost))
                    : Future.failedFuture(failure));
  }

  /** The sign-in first: of two requests at once, one pays and the other is lost before that. */
  private Future<Void> store(SqlConnection transaction, SignIn signIn, ItemCount cost) {
    return InventoryStore.lock(transaction, signIn.uid())
        .compose(locked -> signIns.claim(transaction, signIn))
        .compose(stored -> stored ? Future.succeededFuture() : Future.failedFuture(new Lost()))
        .compose(
            stored ->
                inventories.pay(
                    transaction,
                    signIn.uid(),
                    entryId(signIn.grantId().toString()),
                    cost,
                    signIn.occasion().payment().version(),
                    signIn.claimedAt()));
  }

  /** Another id than the grant's, which may bring the same item. */
  static UUID entryId(String grantId) {
    String key = "make-up/" + grantId;
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }

  private ClaimReply madeUp(Reward reward, Optional<Payment> payment) {
    return ClaimReply.done(ClaimCode.MADE_UP, activity, reward, payment);
  }
}
