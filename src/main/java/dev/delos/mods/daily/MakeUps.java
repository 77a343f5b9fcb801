package dev.delos.mods.daily;

import dev.delos.mods.daily.ProgressStore.Found;
import dev.delos.mods.daily.ProgressStore.Taken;
import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.Outcome;
import dev.delos.mods.daily.rules.Plan;
import dev.delos.mods.daily.rules.Refusal;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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

  private record Asked(String uid, LocalDate day, UUID requestId, Instant now) {}

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
   * @param requestId a repeat is answered as the first try was, or would have been
   * @return {@code code}: {@code MADE_UP}, {@code NOT_ENOUGH}, or the name of a {@link Refusal};
   *     with the first {@code reward}, and {@code cost} when this call paid it
   */
  Future<JsonObject> makeUp(String uid, LocalDate day, UUID requestId, Instant now) {
    Asked asked = new Asked(uid, day, requestId, now.truncatedTo(ChronoUnit.MICROS));
    return plans.rules().compose(rules -> attempt(asked, rules, TRIES));
  }

  private Future<JsonObject> attempt(Asked asked, SignInRules rules, int tries) {
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

  private Future<JsonObject> decide(Asked asked, Found found, SignInRules rules) {
    Taken taken = found.taken().orElse(null);
    if (taken != null) {
      return Future.succeededFuture(
          taken.requestId().equals(asked.requestId())
              ? reply("MADE_UP").put("reward", taken.reward().toJson())
              : reply(Refusal.ALREADY_SIGNED_IN.name()));
    }
    Outcome outcome = rules.makeUp(found.stand().under(rules), asked.day(), asked.now());
    return outcome instanceof Outcome.SignedIn signedIn
        ? store(asked, found, signedIn, rules)
        : Future.succeededFuture(reply(((Outcome.Refused) outcome).why().name()));
  }

  private Future<JsonObject> store(
      Asked asked, Found found, Outcome.SignedIn signedIn, SignInRules rules) {
    Plan plan = rules.timeline().at(asked.now()).orElseThrow().plan();
    Occasion occasion = new Occasion(activity, signedIn.payment(), plan.mailboxTime());
    long revision = found.stand().revision();
    SignIn signIn =
        new SignIn(
            asked.uid(), occasion, asked.now(), asked.requestId(), revision, signedIn.next());
    ItemCount cost = signedIn.cost().orElseThrow();
    return signIns
        .partitions()
        .make(asked.day())
        .compose(made -> database.inTransaction(transaction -> store(transaction, signIn, cost)))
        .map(
            stored ->
                reply("MADE_UP")
                    .put("reward", signedIn.payment().reward().toJson())
                    .put("cost", cost.toJson()))
        .recover(
            failure ->
                failure instanceof InventoryStore.NotEnough
                    ? Future.succeededFuture(reply("NOT_ENOUGH").put("cost", cost.toJson()))
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

  private static JsonObject reply(String code) {
    return new JsonObject().put("code", code);
  }
}
