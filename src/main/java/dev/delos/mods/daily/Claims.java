package dev.delos.mods.daily;

import dev.delos.mods.daily.ProgressStore.Found;
import dev.delos.mods.daily.ProgressStore.Taken;
import dev.delos.mods.daily.rules.Outcome;
import dev.delos.mods.daily.rules.Payment;
import dev.delos.mods.daily.rules.Plan;
import dev.delos.mods.daily.rules.Refusal;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.mods.daily.rules.SignInRules;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Signs players in: reads how far a player is, asks the rules, and stores what they say. What has
 * changed between reading and storing is not stored, and is tried again.
 */
final class Claims {
  /** Each lost try means that another request of the same player won, or a version came. */
  private static final int TRIES = 16;

  private final String activity;
  private final Plans plans;
  private final ProgressStore progress;
  private final SignInStore signIns;

  /**
   * A request.
   *
   * @param now when it came: its day and its version follow from that, however often it is tried
   */
  private record Asked(String uid, JsonObject claims, LocalDate day, UUID requestId, Instant now) {}

  Claims(String activity, Plans plans, ProgressStore progress, SignInStore signIns) {
    this.activity = activity;
    this.plans = plans;
    this.progress = progress;
    this.signIns = signIns;
  }

  /**
   * Signs a player in on the day that it is.
   *
   * @param claims of the player's token
   * @param requestId a repeat is answered as the first try was, or would have been
   */
  Future<ClaimReply> claim(
      String uid, JsonObject claims, LocalDate day, UUID requestId, Instant now) {
    // As exact as the database is: both must find the same version.
    Asked asked = new Asked(uid, claims, day, requestId, now.truncatedTo(ChronoUnit.MICROS));
    return plans.rules().compose(rules -> attempt(asked, rules, TRIES));
  }

  private Future<ClaimReply> attempt(Asked asked, SignInRules rules, int tries) {
    // Progress tells whether the day is taken; but once a try is lost, the day itself is asked.
    Future<Found> finding =
        tries < TRIES
            ? progress.find(asked.uid(), asked.day())
            : progress.findByProgress(asked.uid(), asked.day(), rules);
    return finding.compose(found -> decide(asked, found, rules, tries));
  }

  private Future<ClaimReply> decide(Asked asked, Found found, SignInRules rules, int tries) {
    Stand stand = found.stand();
    Taken taken = found.taken().orElse(null);
    if (taken != null && taken.requestId().equals(asked.requestId())) {
      return Future.succeededFuture(claimed(taken.reward(), taken.payment()));
    }
    Outcome outcome = rules.signIn(stand.under(rules), asked.claims(), asked.day(), asked.now());
    if (outcome instanceof Outcome.Refused refused) {
      return Future.succeededFuture(ClaimReply.of(code(refused.why()), activity));
    }
    return taken != null
        ? Future.succeededFuture(ClaimReply.of(ClaimCode.ALREADY_CLAIMED, activity))
        : store(asked, stand, (Outcome.SignedIn) outcome, rules, tries);
  }

  private ClaimReply claimed(Reward reward, Optional<Payment> payment) {
    return ClaimReply.done(ClaimCode.CLAIMED, activity, reward, payment);
  }

  private static ClaimCode code(Refusal why) {
    return switch (why) {
      case NOT_TODAY -> ClaimCode.NOT_TODAY;
      case ALREADY_SIGNED_IN -> ClaimCode.ALREADY_CLAIMED;
      default -> ClaimCode.NOTHING_TODAY;
    };
  }

  private Future<ClaimReply> store(
      Asked asked, Stand stand, Outcome.SignedIn signedIn, SignInRules rules, int tries) {
    Plan plan = rules.timeline().at(asked.now()).orElseThrow().plan();
    Occasion occasion = new Occasion(activity, signedIn.payment(), plan.mailboxTime());
    return signIns
        .claim(
            new SignIn(
                asked.uid(),
                occasion,
                asked.now(),
                asked.requestId(),
                stand.revision(),
                signedIn.next()))
        .compose(
            stored ->
                stored
                    ? Future.succeededFuture(
                        claimed(signedIn.payment().reward(), Optional.of(signedIn.payment())))
                    : again(asked, tries - 1));
  }

  private Future<ClaimReply> again(Asked asked, int tries) {
    return tries == 0
        ? Future.failedFuture(new IllegalStateException("lost " + TRIES + " tries: " + asked))
        : plans.read().compose(rules -> attempt(asked, rules, tries));
  }
}
