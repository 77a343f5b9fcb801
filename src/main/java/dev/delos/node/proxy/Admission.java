package dev.delos.node.proxy;

import dev.delos.cluster.EntryRules;
import dev.delos.cluster.Sanction;
import dev.delos.protocol.CloseCode;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Who may enter, by what operators have laid down. Fails with {@link RefusedException}. */
final class Admission {
  private final EntryRules rules;
  private final Clock clock;

  Admission(EntryRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** Whether the account may come in at all: not under maintenance, and not if it is banned. */
  Future<Void> check(String uid) {
    return rules
        .maintenance()
        .compose(
            message ->
                message.isPresent()
                    ? refuse(CloseCode.MAINTENANCE, message.get())
                    : silencedUntil(uid).mapEmpty());
  }

  /**
   * Until when the account is silenced, in milliseconds; 0 if it isn't. Fails if it is banned: to
   * be asked again once others can see that the account is online, as a ban may come in between.
   */
  Future<Long> silencedUntil(String uid) {
    return rules
        .sanction(uid)
        .compose(
            sanction ->
                sanction.isBanned(clock.instant())
                    ? refuse(CloseCode.BANNED, reasonOf(sanction))
                    : Future.succeededFuture(silence(sanction)));
  }

  private long silence(Sanction sanction) {
    return sanction.isSilenced(clock.instant()) ? sanction.silencedUntil().toEpochMilli() : 0;
  }

  private static String reasonOf(Sanction sanction) {
    Instant until = sanction.bannedUntil().truncatedTo(ChronoUnit.SECONDS);
    return sanction.reason().isBlank()
        ? "banned until " + until
        : "banned until " + until + ": " + sanction.reason();
  }

  private static <T> Future<T> refuse(CloseCode code, String message) {
    return Future.failedFuture(new RefusedException(code, message));
  }
}
