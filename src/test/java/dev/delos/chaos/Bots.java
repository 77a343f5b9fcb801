package dev.delos.chaos;

import dev.delos.client.DelosClient;
import dev.delos.mods.daily.DailyClientSystem;
import dev.delos.mods.daily.DailyMod;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Players who sign in without pause: each bot is one player after another. Some press twice, some
 * vanish after the click; the others come back until they see that today is claimed.
 */
final class Bots {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(6);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(9);
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final int IMPATIENT_PERCENT = 20;
  private static final int VANISHING_PERCENT = 10;
  private static final Set<String> CLAIMED = Set.of("CLAIMED", "ALREADY_CLAIMED");

  private final Vertx vertx;
  private final List<URI> proxies;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
  private final AtomicInteger players = new AtomicInteger();
  private final AtomicLong longestWaitMs = new AtomicLong();
  private final Set<String> clicked = ConcurrentHashMap.newKeySet();
  private final Set<String> sawClaimed = ConcurrentHashMap.newKeySet();
  private volatile boolean leaving;

  Bots(Vertx vertx, List<URI> proxies) {
    this.vertx = vertx;
    this.proxies = proxies;
  }

  /** Completes when all bots have seen their last claim through, after {@link #leave}. */
  Future<Void> play(int count) {
    List<Future<Void>> bots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bots.add(nextPlayer());
    }
    return Future.join(bots).mapEmpty();
  }

  /** No new player comes; those who wait go on waiting for what they are owed. */
  void leave() {
    leaving = true;
  }

  /** The accounts whose players have seen that today is claimed. */
  Set<String> sawClaimed() {
    return sawClaimed;
  }

  /** The accounts whose players have pressed the button. */
  Set<String> clicked() {
    return clicked;
  }

  /** From a first click until the player saw it claimed, at the most. */
  long longestWaitMs() {
    return longestWaitMs.get();
  }

  private Future<Void> nextPlayer() {
    if (leaving) {
      return Future.succeededFuture();
    }
    String name = "bot" + players.incrementAndGet();
    return signIn(name, System.nanoTime()).transform(seen -> nextPlayer());
  }

  private Future<Void> signIn(String name, long begin) {
    return attempt(name)
        .transform(
            seen -> {
              if (seen.succeeded() && seen.result()) {
                long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                longestWaitMs.accumulateAndGet(waited, Math::max);
                return Future.succeededFuture();
              }
              return vertx
                  .timer(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                  .compose(later -> signIn(name, begin));
            });
  }

  /** One connection. Brings whether the player is done: saw it claimed, or has vanished. */
  private Future<Boolean> attempt(String name) {
    URI proxy = proxies.get(ThreadLocalRandom.current().nextInt(proxies.size()));
    boolean vanishes = clicked.contains(uid(name)) ? false : chance(VANISHING_PERCENT);
    return connected(name, proxy)
        .compose(
            client ->
                (vanishes ? clickAndVanish(client, name) : claim(client, name))
                    .onComplete(done -> close(client)));
  }

  /** Logs in and sees the page; visits with nothing to click deliver what waits. */
  Future<Void> visit(String name) {
    URI proxy = proxies.get(ThreadLocalRandom.current().nextInt(proxies.size()));
    return connected(name, proxy)
        .compose(
            client ->
                limited(client.system(DailyClientSystem.class).display(), ANSWER_LIMIT)
                    .onComplete(done -> close(client)))
        .mapEmpty();
  }

  private Future<DelosClient> connected(String name, URI proxy) {
    return token(proxy, name)
        .compose(
            token -> {
              DelosClient client =
                  new DelosClient(vertx, List.of(new DailyMod()), Clock.systemUTC());
              URI url = URI.create("ws://" + proxy.getAuthority() + "/ws");
              return limited(client.connectOnce(url, token), CONNECT_LIMIT)
                  .map(client)
                  .onFailure(failure -> close(client));
            });
  }

  private Future<Boolean> clickAndVanish(DelosClient client, String name) {
    DailyClientSystem daily = client.system(DailyClientSystem.class);
    return limited(daily.display(), ANSWER_LIMIT)
        .map(
            display -> {
              click(daily, display, name);
              return true;
            });
  }

  private Future<Boolean> claim(DelosClient client, String name) {
    DailyClientSystem daily = client.system(DailyClientSystem.class);
    return limited(daily.display(), ANSWER_LIMIT)
        .compose(
            display -> {
              if (isClaimed(display)) {
                sawClaimed.add(uid(name));
                return Future.succeededFuture(true);
              }
              Future<JsonObject> answer = click(daily, display, name);
              if (chance(IMPATIENT_PERCENT)) {
                var unused = click(daily, display, name);
              }
              return limited(answer, ANSWER_LIMIT).map(result -> isSeen(result, name));
            });
  }

  private Future<JsonObject> click(DailyClientSystem daily, JsonObject display, String name) {
    clicked.add(uid(name));
    return daily.claim(display.getString("valid"));
  }

  private boolean isSeen(JsonObject result, String name) {
    boolean seen = CLAIMED.contains(result.getString("code"));
    if (seen) {
      sawClaimed.add(uid(name));
    }
    return seen;
  }

  private static boolean isClaimed(JsonObject display) {
    return display.getJsonArray("recv").contains(display.getString("valid"));
  }

  private Future<String> token(URI proxy, String name) {
    HttpRequest request =
        HttpRequest.newBuilder(proxy.resolve("/login"))
            .timeout(CONNECT_LIMIT)
            .POST(HttpRequest.BodyPublishers.ofString(new JsonObject().put("name", name).encode()))
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    return Future.fromCompletionStage(answer, vertx.getOrCreateContext())
        .map(response -> new JsonObject(response.body()).getString("token"));
  }

  static String uid(String name) {
    return "guest:" + name;
  }

  private static <T> Future<T> limited(Future<T> future, Duration limit) {
    return future.timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void close(DelosClient client) {
    client.close().onComplete(closed -> {});
  }

  private static boolean chance(int percent) {
    return ThreadLocalRandom.current().nextInt(100) < percent;
  }
}
