package dev.delos.bots;

import dev.delos.client.DelosClient;
import dev.delos.sdk.Mod;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.NetClientOptions;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run from the first login to the summary. */
final class BotsRun {
  private static final Duration PROGRESS = Duration.ofSeconds(2);

  /** A little more than a bot waits for an answer. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(16);

  /** After Ctrl-C. */
  private static final Duration HASTY_ANSWERS = Duration.ofSeconds(2);

  private static final Duration GOODBYES = Duration.ofSeconds(10);
  private static final int PROBE_MS = 5_000;

  private final Vertx vertx;
  private final BotsOptions options;
  private final List<Mod> mods;
  private final PrintStream out;
  private final Tally tally = new Tally();
  private final List<Herd> herds = new ArrayList<>();
  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch summed = new CountDownLatch(1);

  private BotsRun(Vertx vertx, BotsOptions options, List<Mod> mods, PrintStream out) {
    this.vertx = vertx;
    this.options = options;
    this.mods = mods;
    this.out = out;
  }

  /** Runs to the end; whether all went well. */
  static boolean run(BotsOptions options, List<Mod> mods, PrintStream out) {
    Optional<Tokens> ofFile = options.tokens().map(file -> Tokens.ofFile(file, options.count()));
    Vertx vertx = Vertx.vertx();
    BotsRun run = new BotsRun(vertx, options, mods, out);
    try {
      options.urls().forEach(run::probe);
      run.begin(ofFile.orElseGet(() -> new GuestTokens(vertx, options.urls(), options.name())));
      return run.toTheEnd();
    } finally {
      run.summed.countDown();
      vertx.close().onComplete(closed -> {});
    }
  }

  /** Better than as many failures as there are bots. */
  private void probe(URI url) {
    int port = url.getPort() >= 0 ? url.getPort() : "wss".equals(url.getScheme()) ? 443 : 80;
    Future<Void> reached =
        vertx
            .createNetClient(new NetClientOptions().setConnectTimeout(PROBE_MS))
            .connect(port, url.getHost())
            .compose(socket -> socket.close());
    if (!completes(reached, Duration.ofMillis(2 * PROBE_MS))) {
      throw OptionReader.refuse(
          "--url",
          url
              + ", where nobody answers"
              + (reached.failed() ? " (" + reached.cause().getMessage() + ")" : ""),
          "a proxy's WebSocket, such as ws://127.0.0.1:8080/ws");
    }
  }

  private void begin(Tokens tokens) {
    List<WebSocketClient> ways = ways();
    int count = Math.min(Runtime.getRuntime().availableProcessors(), options.count());
    for (int first = 1; first <= count; first++) {
      herds.add(new Herd(options, mods, tokens, ways, tally, first, count));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "bots-end"));
    List<Future<String>> deployed =
        herds.stream().map(herd -> vertx.deployVerticle(herd, new DeploymentOptions())).toList();
    completes(Future.all(deployed), GOODBYES);
  }

  private List<WebSocketClient> ways() {
    WebSocketClientOptions way = DelosClient.webSocketOptions();
    if (options.from().isEmpty()) {
      return List.of(vertx.createWebSocketClient(way));
    }
    return options.from().stream()
        .map(
            address ->
                vertx.createWebSocketClient(
                    new WebSocketClientOptions(way).setLocalAddress(address)))
        .toList();
  }

  private boolean toTheEnd() {
    long begin = System.nanoTime();
    long end = begin + options.time().toNanos();
    Report report = new Report(options, tally, out);
    boolean stopped = false;
    while (!stopped && System.nanoTime() < end) {
      long rest = Math.min(PROGRESS.toNanos(), end - System.nanoTime());
      stopped = await(told, rest);
      report.progress(System.nanoTime() - begin);
    }
    Duration limit = stopped ? HASTY_ANSWERS : LAST_ANSWERS;
    completes(
        Future.join(herds.stream().map(herd -> herd.leave(limit)).toList()), limit.plus(GOODBYES));
    return report.summary(System.nanoTime() - begin);
  }

  /** Ctrl-C: the JVM ends when the summary is there. */
  private void interrupted() {
    told.countDown();
    await(summed, HASTY_ANSWERS.plus(GOODBYES).plusSeconds(2).toNanos());
  }

  private static boolean await(CountDownLatch latch, long nanos) {
    try {
      return latch.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Whether it has succeeded within that time. */
  private static boolean completes(Future<?> work, Duration limit) {
    try {
      work.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
