package dev.delos.bots;

import dev.delos.client.DelosClient;
import dev.delos.sdk.Mod;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The bots of one event loop: lets them log in when they are due, and breaks connections. */
final class Herd extends VerticleBase {
  private static final int TICK_MS = 2;
  private static final int LEAVE_CHECK_MS = 50;

  private final BotsOptions options;
  private final List<Mod> mods;
  private final Tokens tokens;
  private final List<WebSocketClient> ways;
  private final Tally tally;
  private final int first;
  private final int step;
  private final Random random;
  private final List<Bot> bots = new ArrayList<>();
  private long begin;
  private long nextReconnect;
  private boolean leaving;

  /**
   * A herd of the bots {@code first}, {@code first + step} and so on, counted from 1.
   *
   * @param ways out of this machine: one for each local address
   */
  Herd(
      BotsOptions options,
      List<Mod> mods,
      Tokens tokens,
      List<WebSocketClient> ways,
      Tally tally,
      int first,
      int step) {
    this.options = options;
    this.mods = mods;
    this.tokens = tokens;
    this.ways = ways;
    this.tally = tally;
    this.first = first;
    this.step = step;
    this.random = new Random(first);
  }

  @Override
  public Future<?> start() {
    begin = System.nanoTime();
    nextReconnect = loginDue(options.count() + first);
    vertx.setPeriodic(TICK_MS, id -> tick());
    return Future.succeededFuture();
  }

  private void tick() {
    long now = System.nanoTime();
    while (!leaving && nextBot() <= options.count() && loginDue(nextBot()) <= now) {
      int number = nextBot();
      Bot bot = new Bot(this, number);
      bots.add(bot);
      bot.logIn(loginDue(number));
    }
    while (!leaving && options.reconnects() > 0 && nextReconnect <= now) {
      Bot bot = bots.get(random.nextInt(bots.size()));
      bot.drop(nextReconnect);
      nextReconnect += (long) (step * 1e9 / options.reconnects());
    }
  }

  private int nextBot() {
    return first + bots.size() * step;
  }

  private long loginDue(int number) {
    return begin + (long) ((number - 1) * 1e9 / options.rate());
  }

  Tally tally() {
    return tally;
  }

  Tokens tokens() {
    return tokens;
  }

  Duration pace() {
    return options.pace();
  }

  boolean isLeaving() {
    return leaving;
  }

  /** The proxies, in the order in which a bot tries them: each begins with another one. */
  List<URI> urls(int bot) {
    List<URI> urls = new ArrayList<>(options.urls());
    Collections.rotate(urls, -bot);
    return urls;
  }

  DelosClient newClient(int number, Bot bot) {
    List<Mod> all = new ArrayList<>(mods);
    all.add(new BotMod(bot));
    return DelosClient.sharing(vertx, ways.get(number % ways.size()), all, Clock.systemUTC());
  }

  void after(Duration time, Runnable work) {
    vertx.setTimer(Math.max(1, time.toMillis()), id -> work.run());
  }

  /**
   * Nothing new begins; those who wait for an answer get it, or their time is over. Then all say
   * bye. May be called from any thread.
   */
  Future<Void> leave(Duration limit) {
    return Future.future(
        left -> context.runOnContext(now -> leaveOnContext(limit).onComplete(left)));
  }

  private Future<Void> leaveOnContext(Duration limit) {
    leaving = true;
    return quiet(System.nanoTime() + limit.toNanos())
        .compose(quiet -> Future.join(bots.stream().map(Bot::leave).toList()))
        .mapEmpty();
  }

  private Future<Void> quiet(long limit) {
    if (System.nanoTime() > limit || bots.stream().noneMatch(Bot::isBusy)) {
      return Future.succeededFuture();
    }
    return vertx.timer(LEAVE_CHECK_MS, TimeUnit.MILLISECONDS).compose(later -> quiet(limit));
  }
}
