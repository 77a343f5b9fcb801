package dev.delos.bots;

import dev.delos.client.DelosClient;
import dev.delos.mods.daily.DailyClientSystem;
import dev.delos.protocol.CloseCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One player: logs in, sees the page, claims, opens the page again and again, and comes back when
 * the connection breaks. All on the context of its herd.
 */
final class Bot {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

  /** After these there is nothing more to claim today. */
  private static final Set<String> DONE = Set.of("CLAIMED", "ALREADY_CLAIMED", "NOTHING_TODAY");

  private final Herd herd;
  private final Tally tally;
  private final int number;

  /** The connection, once it is welcome and until it ends. */
  private @Nullable DelosClient client;

  private @Nullable String token;
  private int connections;
  private int waitingFor;
  private int pagesDue;
  private boolean signedIn;

  Bot(Herd herd, int number) {
    this.herd = herd;
    this.tally = herd.tally();
    this.number = number;
  }

  boolean isOnline() {
    return client != null;
  }

  /** Whether it waits for an answer. */
  boolean isBusy() {
    return waitingFor > 0;
  }

  void logIn(long due) {
    connect(Tally.Step.LOGIN, due, FIRST_BACK_OFF);
  }

  /** The network breaks the connection; the player comes back at once. */
  void reconnect(long due) {
    DelosClient broken = client;
    if (broken != null) {
      gone();
      broken.closed().onSuccess(closed -> letGo(broken));
      broken
          .drop()
          .onSuccess(dropped -> connect(Tally.Step.RECONNECT, due, FIRST_BACK_OFF))
          .onFailure(failure -> tally.failed(Tally.Step.RECONNECT, FailureKind.of(failure)));
    }
  }

  Future<Void> leave() {
    DelosClient leaving = client;
    if (leaving == null) {
      return Future.succeededFuture();
    }
    gone();
    return leaving.close();
  }

  private void connect(Tally.Step step, long due, Duration backOff) {
    if (herd.isLeaving()) {
      return;
    }
    int proxy = herd.proxy(number + connections++);
    DelosClient next = herd.newClient(number);
    next.onFault(fault -> tally.failed("fault." + fault.code()));
    tally.connecting.increment();
    waitingFor++;
    token(proxy)
        .compose(found -> next.connect(herd.url(proxy), found))
        .onComplete(
            done -> {
              tally.connecting.decrement();
              waitingFor--;
            })
        .onSuccess(
            welcome -> {
              tally.succeeded(step, due);
              welcomed(next);
            })
        .onFailure(
            failure -> {
              letGo(next);
              tally.failed(step, FailureKind.of(failure));
              if (!next.closed().succeeded() || comesBackAfter(next.closed().result())) {
                herd.after(
                    backOff.dividedBy(2).plus(jitter(backOff)),
                    () -> {
                      connect(step, due, longer(backOff));
                    });
              }
            });
  }

  private Future<String> token(int proxy) {
    return token != null
        ? Future.succeededFuture(token)
        : herd.tokens()
            .of(number, proxy)
            .timeout(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .onSuccess(found -> token = found);
  }

  private void welcomed(DelosClient arrived) {
    client = arrived;
    tally.connected.increment();
    arrived.closed().onSuccess(closed -> ended(arrived, closed));
    // The lobby opens the page by itself.
    awaitPage(arrived, daily(arrived).nextDisplay(), System.nanoTime());
    watch(arrived);
  }

  private void ended(DelosClient ended, DelosClient.Closed closed) {
    if (ended == client) {
      gone();
      letGo(ended);
      tally.failed("connection." + FailureKind.closed(closed.code()));
      if (comesBackAfter(closed)) {
        connect(Tally.Step.RECONNECT, System.nanoTime(), FIRST_BACK_OFF);
      }
    }
  }

  private void gone() {
    client = null;
    tally.connected.decrement();
  }

  private boolean comesBackAfter(DelosClient.Closed closed) {
    if (closed.code() == CloseCode.TOKEN_EXPIRED.code()) {
      token = null;
      return herd.tokens() instanceof GuestTokens;
    }
    return closed.mayComeBack();
  }

  private static void letGo(DelosClient client) {
    client.close().onComplete(closed -> {});
  }

  /** Counts the pages that nobody asked for: a lobby to which the player was moved sends one. */
  private void watch(DelosClient on) {
    daily(on)
        .nextDisplay()
        .onSuccess(
            page -> {
              if (pagesDue > 0) {
                pagesDue--;
              } else {
                tally.moves.increment();
              }
              watch(on);
            });
  }

  private void open(DelosClient on, long due) {
    if (on == client && !herd.isLeaving()) {
      awaitPage(on, daily(on).open(), due);
    }
  }

  private void awaitPage(DelosClient on, Future<JsonObject> answer, long due) {
    pagesDue = 1;
    await(on, Tally.Step.OPEN, answer, due)
        .onSuccess(
            page -> {
              if (on == client && !signedIn) {
                claim(on, page.getString("valid"));
              }
            })
        .onComplete(
            done -> {
              long next = due + herd.pace().toNanos();
              herd.after(Duration.ofNanos(next - System.nanoTime()), () -> open(on, next));
            });
  }

  private void claim(DelosClient on, String valid) {
    await(on, Tally.Step.CLAIM, daily(on).claim(valid), System.nanoTime())
        .onSuccess(
            result -> {
              String code = result.getString("code");
              tally.claimed(code);
              if (!DONE.contains(code)) {
                tally.failed(Tally.Step.CLAIM, code);
              } else if (!signedIn) {
                signedIn = true;
                tally.signedIn.increment();
              }
            });
  }

  /** An answer that a connection brought; none counts once the connection has ended. */
  private Future<JsonObject> await(
      DelosClient on, Tally.Step step, Future<JsonObject> answer, long due) {
    waitingFor++;
    return answer
        .timeout(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(
            done -> {
              waitingFor--;
              if (done.succeeded()) {
                tally.succeeded(step, due);
                tally.answers.increment();
              } else if (on == client) {
                tally.failed(step, FailureKind.of(done.cause()));
              }
            });
  }

  private static DailyClientSystem daily(DelosClient client) {
    return client.system(DailyClientSystem.class);
  }

  private static Duration jitter(Duration backOff) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(backOff.toMillis() / 2));
  }

  private static Duration longer(Duration backOff) {
    Duration doubled = backOff.multipliedBy(2);
    return doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
  }
}
