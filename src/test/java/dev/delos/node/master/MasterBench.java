package dev.delos.node.master;

import dev.delos.Await;
import dev.delos.config.MasterConfig;
import dev.delos.config.ModConfig;
import dev.delos.config.Operator;
import dev.delos.config.TlsConfig;
import dev.delos.database.Migrations;
import dev.delos.database.PgDatabase;
import dev.delos.database.PoolSettings;
import dev.delos.database.TestDatabase;
import dev.delos.host.LoadedMod;
import dev.delos.node.NodeContext;
import dev.delos.sdk.Database;
import dev.delos.sdk.Mod;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Masters in this JVM, on a real PostgreSQL of their own. */
final class MasterBench implements AutoCloseable {
  static final String TOKEN = "alice-".repeat(6);
  static final String OTHER_TOKEN = "robert".repeat(6);

  /** Quick enough for a test to wait for each of them. */
  static final MasterLimits QUICK =
      new MasterLimits(
          Duration.ofSeconds(2),
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofMillis(300));

  /** A master that would not notice for an hour that its lease was taken. */
  static final MasterLimits UNAWARE =
      new MasterLimits(
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofHours(1));

  /** A master that does not wait for commands. */
  static final MasterLimits IMPATIENT =
      new MasterLimits(
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(200),
          Duration.ofHours(1));

  final Vertx vertx = Vertx.vertx();
  final TestDatabase test = TestDatabase.create();
  final PgDatabase database;

  MasterBench() {
    new Migrations(test.url(), MasterBench.class.getClassLoader()).migrate("delos", "sql/delos");
    database = Await.get(PgDatabase.connect(vertx, test.url(), PoolSettings.DEFAULTS));
  }

  /** A master that has started, active or not. */
  TestMaster start(int serverId, MasterLimits limits) {
    return start(serverId, limits, database, List.of());
  }

  TestMaster start(int serverId, MasterLimits limits, Database on, List<Mod> mods) {
    Map<String, LoadedMod> loaded = new HashMap<>();
    for (Mod mod : mods) {
      ModConfig config =
          new ModConfig(
              Path.of("mod.json"), mod.name(), "1.0.0", List.of(mod.name()), new JsonObject());
      loaded.put(mod.name(), new LoadedMod(mod, config));
    }
    NodeContext context =
        new NodeContext(
            Clock.systemUTC(),
            "test",
            loaded,
            1,
            Optional.empty(),
            Duration.ofDays(1),
            Duration.ofSeconds(2),
            retired -> {},
            (node, port) -> {},
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    MasterConfig config =
        new MasterConfig(
            Path.of("master.json"),
            serverId,
            "master",
            List.copyOf(loaded.keySet()),
            "127.0.0.1",
            0,
            Optional.empty(),
            TlsConfig.NONE);
    AtomicInteger port = new AtomicInteger();
    List<Operator> operators =
        List.of(new Operator("alice", TOKEN), new Operator("bob", OTHER_TOKEN));
    String deployment =
        Await.get(
            vertx.deployVerticle(
                new MasterVerticle(config, context, on, operators, port::set, limits)));
    return new TestMaster(vertx, deployment, port.get());
  }

  /** Another master, that no bus reaches, takes the lease for an hour. */
  void takeLease() {
    test.execute(
        "UPDATE delos.lease SET holder = 'other', epoch = epoch + 1,"
            + " expires_at = now() + interval '1 hour'");
  }

  long audits(String where) {
    return test.count("SELECT count(*) FROM delos.audit WHERE " + where);
  }

  @Override
  public void close() {
    Await.get(vertx.close());
    test.close();
  }
}
