package dev.delos.bots;

import dev.delos.client.ConnectionState;
import dev.delos.client.DelosClient;
import dev.delos.mods.daily.DailyClientSystem;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.Loss;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One player: logs in, sees the page, claims, and opens the page again and again. Its client comes
 * back by itself when the connection breaks. All on the context of its herd.
 */
final class Bot implements BotMod.Listener {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

  /** After these there is nothing more to claim today. */
  private static final Set<String> DONE = Set.of("CLAIMED", "ALREADY_CLAIMED", "NOTHING_TODAY");

  private final Herd herd;
  private final Tally tally;
  private final int number;

  /** The one that has been welcome, until it is over. */
  private @Nullable DelosClient client;

  private @Nullable String token;
  private boolean isOnline;
  private boolean isDropping;
  private long backDue;
  private int waitingFor;
  private int pagesDue;
  private boolean signedIn;

  Bot(Herd herd, int number) {
    this.herd = herd;
    this.tally = herd.tally();
    this.number = number;
  }

  /** Whether it waits for an answer. */
  boolean isBusy() {
    return waitingFor > 0;
  }

  void logIn(long due) {
    connect(Tally.Step.LOGIN, due, FIRST_BACK_OFF);
  }

  /** The network breaks the connection, if there is one. */
  void drop(long due) {
    if (client != null && isOnline && !isDropping) {
      isDropping = true;
      backDue = due;
      client.drop();
    }
  }

  Future<Void> leave() {
    DelosClient leaving = client;
    client = null;
    return leaving == null ? Future.succeededFuture() : leaving.close();
  }

  private void connect(Tally.Step step, long due, Duration backOff) {
    if (herd.isLeaving()) {
      return;
    }
    DelosClient next = herd.newClient(number, this);
    next.onFault(fault -> tally.failed("fault." + fault.code()));
    tally.connecting.increment();
    waitingFor++;
    token()
        .compose(found -> firstAttempt(next, found))
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
                    () -> connect(step, due, longer(backOff)));
              }
            });
  }

  /** Fails with it: the client would go on, but each failure is counted here. */
  private Future<Frame.Welcome> firstAttempt(DelosClient next, String found) {
    Promise<Frame.Welcome> first = Promise.promise();
    next.onState(
        now -> {
          if (now.state() == ConnectionState.State.WAITING) {
            first.tryFail(new AttemptFailedException(FailureKind.of(now)));
          }
        });
    next.connect(herd.urls(number), found).onSuccess(first::tryComplete).onFailure(first::tryFail);
    return first.future();
  }

  private Future<String> token() {
    return token != null
        ? Future.succeededFuture(token)
        : herd.tokens()
            .of(number, number % herd.urls(number).size())
            .timeout(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .onSuccess(found -> token = found);
  }

  private void welcomed(DelosClient arrived) {
    client = arrived;
    isOnline = true;
    tally.connected.increment();
    // The lobby opens the page by itself.
    awaitPage(arrived, daily(arrived).nextDisplay(), System.nanoTime());
    watch(arrived);
  }

  @Override
  public void lost(int code, boolean comesBack) {
    isOnline = false;
    tally.connected.decrement();
    if (!isDropping) {
      tally.failed("connection." + FailureKind.closed(code));
      backDue = System.nanoTime();
    }
    isDropping = false;
    if (!comesBack && client != null) {
      DelosClient over = client;
      client = null;
      letGo(over);
      if (comesBackAfter(new DelosClient.Closed(code, ""))) {
        connect(Tally.Step.RECONNECT, backDue, FIRST_BACK_OFF);
      }
    }
  }

  @Override
  public void back(boolean isResumed, String loss) {
    isOnline = true;
    tally.connected.increment();
    tally.succeeded(Tally.Step.RECONNECT, backDue);
    if (!loss.equals(Loss.NONE.name())) {
      tally.failed("session." + loss);
    }
    if (!isResumed) {
      // As after every login, the lobby opens the page by itself.
      pagesDue++;
    }
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
    pagesDue++;
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

  /** An answer; none counts once the client is over. */
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
