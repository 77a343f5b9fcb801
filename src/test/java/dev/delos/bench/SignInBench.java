package dev.delos.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.delos.Await;
import dev.delos.MutableClock;
import dev.delos.cluster.TestNode;
import dev.delos.config.ConfFolder;
import dev.delos.config.ConfigLoader;
import dev.delos.config.DelosConfig;
import dev.delos.database.ChaosDatabase;
import dev.delos.launcher.Network;
import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Durable sign-ins a second through the RPC of one service node, beside the best rate at which
 * pgbench inserts single rows of the same kind into the same server, in turn: of players who come
 * for the first time, and of the same ones on the next day.
 */
@Tag("signin")
class SignInBench {
  private static final int ROUNDS = 3;
  private static final int IN_FLIGHT = 4_096;
  private static final int WARM_UP_ROUNDS = 4;
  private static final Duration ROUND = Duration.ofSeconds(6);
  private static final List<Integer> PGBENCH_CLIENTS = List.of(8, 16, 32, 64);

  /** Rows that share a commit, and how many such commits are on their way, as in the service. */
  private static final int BATCH = 256;

  private static final int BATCH_CLIENTS = 2;

  /** As a server has them that runs for long, for both sides: memory, and few checkpoints. */
  private static final Map<String, String> SERVER =
      Map.of(
          "shared_buffers",
          "6GB",
          "min_wal_size",
          "8GB",
          "max_wal_size",
          "24GB",
          "checkpoint_timeout",
          "15min");

  /** Of the log's files, which are used again and again: so many as a run writes. */
  private static final int LOG_FILES = 400;

  private static final String ROW =
      """
      current_date, now(), gen_random_uuid(), gen_random_uuid(), \
        '{"icon": "coin", "items": [{"item": "coin", "count": 100}], "shownCount": 100, \
        "description": "100 coins"}', now() + interval '30 days' \
      """;

  private static final String INTO =
      """
      INSERT INTO single (activity, uid, sign_date, claimed_at, request_id, grant_id, reward, \
        expires_at) \
      """;

  /** In which order players come, by their uids: an index likes one more than the other. */
  private enum Order {
    ASCENDING(
        "\\set count :count + 1\n\\set n ((:run * 64 + :client_id) * 1000000 + :count) * " + BATCH,
        ":n::bigint"),
    RANDOM("", "(random() * 9000000000000000)::bigint");

    private final String count;
    private final String number;

    Order(String count, String number) {
      this.count = count;
      this.number = number;
    }

    /** A script of pgbench that inserts one row. */
    String single() {
      return script(number, "");
    }

    /** One that inserts a batch. */
    String batch() {
      return script("(" + number + " + row)", "FROM generate_series(1, " + BATCH + ") row ");
    }

    private String script(String player, String from) {
      return count
          + "\n"
          + INTO
          + "SELECT 'daily', 'guest:' || "
          + player
          + ", "
          + ROW
          + from
          + "ON CONFLICT DO NOTHING\n";
    }

    /** No two the same. */
    long number(long player) {
      return this == ASCENDING ? player : (player * 0x9E3779B97F4A7C15L) & 0x1F_FFFF_FFFF_FFFFL;
    }
  }

  @TempDir Path directory;

  private long player;
  private Order order = Order.ASCENDING;

  @Test
  void durableSignInsBesideSingleRowInserts() throws Exception {
    assumeTrue(Pgbench.isHere(), "no pgbench (Debian: postgresql-client or postgresql)");
    try (ChaosDatabase database = ChaosDatabase.start(directory.resolve("database"), SERVER)) {
      Vertx vertx = Vertx.vertx();
      MutableClock clock = MutableClock.at(Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
      Network network = Await.get(Network.start(vertx, service(database), clock));
      TestNode caller = TestNode.join(vertx, 1);
      database.execute(
          "CREATE TABLE single (LIKE daily.sign_in, PRIMARY KEY (uid, sign_date, activity))");
      // Filled by nobody but pgbench: cleaning up after it would be a load on us.
      database.execute("ALTER TABLE single SET (autovacuum_enabled = off)");
      useLogFiles(database);
      Pgbench pgbench = new Pgbench(database.connectionString().replace("?sslmode=prefer", ""));
      String today = today(caller);
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        closedLoop(caller, today, ROUND);
      }

      long firstPlayer = player;
      compare("signin.durable", Order.RANDOM, caller, today, pgbench);
      double rate = compare("signin.durable.ascending", Order.ASCENDING, caller, today, pgbench);
      database.execute("VACUUM (ANALYZE)"); // what full load left to do is not half load's
      database.execute("CHECKPOINT");
      AtomicLong refused = new AtomicLong();
      halfLoad(caller, today, rate / 2, pgbench, refused);
      assertThat(database.count("SELECT count(*) FROM daily.sign_in"))
          .isGreaterThanOrEqualTo(player - refused.get());

      player = firstPlayer;
      clock.advance(Duration.ofDays(1));
      compare("signin.durable.returning", Order.RANDOM, caller, today(caller), pgbench);
      Await.get(network.stop());
      Await.get(vertx.close());
    }
  }

  /**
   * How long a claim takes at half load, beside one commit of a full batch, and beside pgbench when
   * as many rows a second are due, in turn.
   */
  private void halfLoad(
      TestNode caller, String today, double rate, Pgbench pgbench, AtomicLong refused)
      throws Exception {
    Path batch = Files.writeString(directory.resolve("commit.sql"), order.batch());
    List<Double> medians = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    List<Double> commits = new ArrayList<>();
    List<Double> paced = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Histogram latency = openRate(caller, today, rate, ROUND, refused);
      medians.add(latency.getValueAtPercentile(50) / 1e6);
      ours.add(latency.getValueAtPercentile(99) / 1e6);
      commits.add(1e3 * BATCH_CLIENTS / pgbench.rate(batch, BATCH_CLIENTS, 4));
      Histogram bare =
          pgbench.latency(batch, BATCH_CLIENTS, (int) ROUND.toSeconds(), rate / BATCH, directory);
      paced.add(bare.getValueAtPercentile(99) / 1e6);
    }
    Figures.note("signin.half-load.p50.ms", Figures.median(medians));
    Figures.compare("signin.half-load.p99-ms.vs.commit", ours, commits);
    Figures.compare("signin.half-load.p99-ms.vs.pgbench-at-that-rate", ours, paced);
    Figures.note("signin.half-load.refused", (double) refused.get());
  }

  /**
   * The first use of a file of the log costs a journal entry of the file system with each commit;
   * on a server that runs for long, files are used again.
   */
  private static void useLogFiles(ChaosDatabase database) {
    for (int i = 0; i < LOG_FILES; i++) {
      database.execute("SELECT pg_logical_emit_message(false, 'fill', repeat('x', 16777216))");
    }
    database.execute("CHECKPOINT");
  }

  /** Both sides in turn; our median. */
  private double compare(String name, Order players, TestNode caller, String today, Pgbench pgbench)
      throws Exception {
    order = players;
    Path single = Files.writeString(directory.resolve(name + ".sql"), players.single());
    Path batch = Files.writeString(directory.resolve(name + ".batch.sql"), players.batch());
    List<Double> ours = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    List<Double> batches = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(closedLoop(caller, today, ROUND));
      double best = 0;
      for (int clients : PGBENCH_CLIENTS) {
        best = Math.max(best, pgbench.rate(single, clients, 4));
      }
      other.add(best);
      batches.add(BATCH * pgbench.rate(batch, BATCH_CLIENTS, 4));
    }
    Figures.compare(name + ".vs.pgbench-single-row", ours, other);
    Figures.compare(name + ".vs.pgbench-batches", ours, batches);
    return Figures.median(ours);
  }

  private DelosConfig service(ChaosDatabase database) {
    ConfFolder conf = ConfFolder.copyTo(directory.resolve("service"));
    return ConfigLoader.load(
        conf.path().resolve("service.json"),
        Map.of(ConfigLoader.DATABASE_URL, database.connectionString()));
  }

  private String today(TestNode caller) {
    return Awaitility.await()
        .ignoreExceptions()
        .until(
            () ->
                Await.get(caller.run(node -> ask(caller, "look", "guest:nobody", new JsonObject())))
                    .getJsonObject("display")
                    .getString("valid"),
            valid -> true);
  }

  /** So many claims in flight, each followed by the next: how many a second. */
  private double closedLoop(TestNode caller, String today, Duration time) {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    long before = player;
    Await.get(
        caller.run(
            node -> {
              List<Future<Void>> loops = new ArrayList<>();
              for (int i = 0; i < IN_FLIGHT; i++) {
                Promise<Void> loop = Promise.promise();
                claimUntil(caller, today, end, loop);
                loops.add(loop.future());
              }
              return Future.join(loops).mapEmpty();
            }));
    return (player - before) * 1e9 / (System.nanoTime() - begin);
  }

  private void claimUntil(TestNode caller, String today, long end, Promise<Void> done) {
    if (System.nanoTime() > end) {
      done.complete();
      return;
    }
    claim(caller, today).onComplete(claimed -> claimUntil(caller, today, end, done), done::tryFail);
  }

  /**
   * Claims at a fixed rate: each one's time from when it was due. After a stall, the bound of the
   * calls in flight may refuse some; those are counted apart.
   */
  private Histogram openRate(
      TestNode caller, String today, double rate, Duration time, AtomicLong refused) {
    Histogram latency = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    long period = (long) (1e9 / rate);
    Promise<Void> done = Promise.promise();
    Await.get(
        caller.run(
            node -> {
              long begin = System.nanoTime();
              long[] due = {begin, 0};
              Vertx.currentContext()
                  .owner()
                  .setPeriodic(
                      1,
                      id -> {
                        while (due[0] < System.nanoTime() && due[0] < begin + time.toNanos()) {
                          long dueAt = due[0];
                          due[0] += period;
                          due[1]++;
                          claim(caller, today)
                              .onSuccess(claimed -> latency.recordValue(System.nanoTime() - dueAt))
                              .onFailure(
                                  failure -> {
                                    if (isOverloaded(failure)) {
                                      refused.incrementAndGet();
                                    } else {
                                      done.tryFail(failure);
                                    }
                                  })
                              .onComplete(
                                  ended -> {
                                    due[1]--;
                                    if (due[1] == 0 && due[0] >= begin + time.toNanos()) {
                                      done.tryComplete();
                                    }
                                  });
                        }
                      });
              return done.future();
            }));
    return latency;
  }

  private static boolean isOverloaded(Throwable failure) {
    return failure instanceof RpcException known && known.code() == RpcException.Code.OVERLOADED;
  }

  private String nextPlayer() {
    return "guest:" + order.name().charAt(0) + order.number(player++);
  }

  private Future<JsonObject> claim(TestNode caller, String today) {
    return ask(caller, "claim", nextPlayer(), new JsonObject().put("valid", today))
        .compose(
            reply ->
                reply.getString("code").equals("CLAIMED")
                    ? Future.succeededFuture(reply)
                    : Future.failedFuture(reply.encode()));
  }

  private static Future<JsonObject> ask(
      TestNode caller, String method, String uid, JsonObject args) {
    return caller
        .caller()
        .request(
            "daily_service",
            method,
            new JsonObject()
                .put("owner", uid)
                .put("requestId", UUID.randomUUID().toString())
                .put("args", args),
            Duration.ofSeconds(20));
  }
}
