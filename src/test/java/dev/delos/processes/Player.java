package dev.delos.processes;

import dev.delos.client.DelosClient;
import dev.delos.mods.daily.DailyClientSystem;
import dev.delos.mods.daily.DailyMod;
import dev.delos.sdk.Mod;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A guest who presses the button of today without end, from a thread of its own. One whose
 * connection ends connects again, at the next proxy.
 */
final class Player implements AutoCloseable {
  private static final int ANSWER_LIMIT_SECONDS = 6;
  private static final long PAUSE_MS = 50;

  /** After so many claims in a row without an answer, another proxy is tried. */
  private static final int PATIENCE = 2;

  /** What a claim may be answered once the first is stored. */
  private static final List<String> GOOD = List.of("CLAIMED", "ALREADY_CLAIMED");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Vertx vertx;
  private final String name;
  private final List<URI> proxies;
  private final Sightings sightings;
  private final AtomicInteger connections = new AtomicInteger();
  private final Thread thread;
  private volatile boolean leaving;

  private Player(Vertx vertx, String name, List<URI> proxies, Sightings sightings) {
    this.vertx = vertx;
    this.name = name;
    this.proxies = proxies;
    this.sightings = sightings;
    this.thread = new Thread(this::play, "player-" + name);
    thread.setDaemon(true);
  }

  /** Begins; what the claims bring is noted in the sightings. */
  static Player play(Vertx vertx, String name, List<URI> proxies, Sightings sightings) {
    Player player = new Player(vertx, name, proxies, sightings);
    player.thread.start();
    return player;
  }

  /** Logs in at a proxy, claims once, and tells the code. */
  static String claimOnce(Vertx vertx, String name, URI proxy) throws Exception {
    Player player = new Player(vertx, name, List.of(proxy), new Sightings());
    DelosClient client = player.connect(proxy);
    try {
      return answer(client.system(DailyClientSystem.class).claimToday()).getString("code");
    } finally {
      client.close().onComplete(closed -> {});
    }
  }

  /** A guest with these mods' client systems who stays connected, by one of these proxies. */
  static DelosClient stay(Vertx vertx, String name, List<URI> pages, List<Mod> mods)
      throws Exception {
    Player player = new Player(vertx, name, pages, new Sightings());
    DelosClient client = new DelosClient(vertx, mods, Clock.systemUTC());
    List<URI> urls =
        pages.stream().map(page -> URI.create("ws://" + page.getAuthority() + "/ws")).toList();
    answer(client.connect(urls, player.token(pages.get(0))));
    return client;
  }

  /** How often a connection was made. */
  int connections() {
    return connections.get();
  }

  private void play() {
    int turn = 0;
    while (!leaving) {
      long begin = System.nanoTime();
      try {
        playAt(proxies.get(turn++ % proxies.size()));
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        sightings.note(begin, "no connection");
        pause();
      }
    }
  }

  private void playAt(URI proxy) throws Exception {
    DelosClient client = connect(proxy);
    connections.incrementAndGet();
    Future<DelosClient.Closed> closed = client.closed();
    DailyClientSystem daily = client.system(DailyClientSystem.class);
    try {
      String valid =
          answer(Future.any(daily.display(), closed).compose(first -> daily.display()))
              .getString("valid");
      int silent = 0;
      while (!leaving && !closed.isComplete() && silent < PATIENCE) {
        silent = press(daily, valid, closed) ? 0 : silent + 1;
        pause();
      }
    } finally {
      client.close().onComplete(done -> {});
    }
  }

  /** One claim; false if no answer came. */
  private boolean press(DailyClientSystem daily, String valid, Future<DelosClient.Closed> closed)
      throws InterruptedException {
    long begin = System.nanoTime();
    try {
      Future<String> code = daily.claim(valid).map(result -> result.getString("code"));
      Future<String> ended = closed.map(how -> "closed " + how.code());
      answer(Future.any(code, ended));
      String outcome = code.succeeded() ? code.result() : ended.result();
      sightings.note(begin, GOOD.contains(outcome) ? Sightings.GOOD : outcome);
      return true;
    } catch (TimeoutException e) {
      sightings.note(begin, "no answer");
      return false;
    } catch (ExecutionException e) {
      sightings.note(begin, String.valueOf(e.getCause()));
      return true;
    }
  }

  /** A guest's client with a mod, who is in. */
  static DelosClient connect(Vertx vertx, String name, URI proxy, Mod mod) throws Exception {
    return new Player(vertx, name, List.of(proxy), new Sightings()).connect(proxy, mod);
  }

  private DelosClient connect(URI proxy) throws Exception {
    return connect(proxy, new DailyMod());
  }

  private DelosClient connect(URI proxy, Mod mod) throws Exception {
    String token = token(proxy);
    DelosClient client = new DelosClient(vertx, List.of(mod), Clock.systemUTC());
    answer(client.connectOnce(URI.create("ws://" + proxy.getAuthority() + "/ws"), token));
    return client;
  }

  private String token(URI proxy) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(proxy.resolve("/login"))
            .timeout(Duration.ofSeconds(2))
            .POST(HttpRequest.BodyPublishers.ofString(new JsonObject().put("name", name).encode()))
            .build();
    return new JsonObject(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
        .getString("token");
  }

  private static <T> T answer(Future<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Between two claims, as a player's hand makes one. */
  private void pause() {
    try {
      thread.join(PAUSE_MS);
    } catch (InterruptedException e) {
      leaving = true;
    }
  }

  @Override
  public void close() {
    leaving = true;
    thread.interrupt();
  }
}
