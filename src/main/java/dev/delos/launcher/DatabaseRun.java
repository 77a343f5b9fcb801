package dev.delos.launcher;

import dev.delos.config.ConfigException;
import dev.delos.config.DatabaseConfig;
import dev.delos.config.DelosConfig;
import dev.delos.database.DatabaseUnavailableException;
import dev.delos.database.DatabaseUrl;
import dev.delos.database.EmbeddedDatabase;
import dev.delos.database.EmbeddedDatabaseException;
import dev.delos.database.MigrationException;
import dev.delos.database.Migrations;
import dev.delos.database.PgDatabase;
import dev.delos.database.PoolSettings;
import dev.delos.host.LoadedMod;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The database of this process: started or reached, brought up to date, and let go at the end. */
final class DatabaseRun {
  /** The schema of Delos itself: leases, sanctions, the audit table. */
  private static final String OWN_SCHEMA = "delos";

  private static final int QUEUE_PER_CONNECTION = 256;
  private static final Duration POOL_CLOSE_LIMIT = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final DelosConfig config;
  private @Nullable EmbeddedDatabase embedded;
  private @Nullable PgDatabase database;

  DatabaseRun(Vertx vertx, DelosConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** The folder of the embedded database. */
  static Path embeddedFolder(DelosConfig config) {
    return config.dataDir();
  }

  /** Opens it with the tables of these mods; fails with a {@link ConfigException} if it can't. */
  Future<PgDatabase> open(Collection<LoadedMod> mods) {
    return vertx
        .executeBlocking(this::url)
        .compose(url -> connect(url).compose(connected -> migrate(connected, url, mods)))
        .recover(failure -> Future.failedFuture(explain(failure)));
  }

  private Future<PgDatabase> connect(DatabaseUrl url) {
    return PgDatabase.connect(vertx, url, pool()).onSuccess(connected -> database = connected);
  }

  private Future<PgDatabase> migrate(
      PgDatabase connected, DatabaseUrl url, Collection<LoadedMod> mods) {
    return vertx.executeBlocking(
        () -> {
          migrate(url, mods);
          return connected;
        });
  }

  /** Lets go of it, whatever of it was opened. */
  Future<Void> close() {
    Future<Void> closed = database == null ? Future.succeededFuture() : database.close();
    // A connection that is stuck would hold up the end of the server that it is stuck on.
    return closed
        .timeout(POOL_CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .eventually(
            () ->
                vertx.executeBlocking(
                    () -> {
                      if (embedded != null) {
                        embedded.close();
                      }
                      return null;
                    }));
  }

  private DatabaseUrl url() {
    if (config.database().url().isPresent()) {
      return parse(config.database().url().get());
    }
    EmbeddedDatabase started = EmbeddedDatabase.start(embeddedFolder(config));
    embedded = started;
    return started.url();
  }

  private DatabaseUrl parse(String url) {
    try {
      return DatabaseUrl.parse(url);
    } catch (IllegalArgumentException e) {
      DatabaseConfig where = config.database();
      throw new ConfigException(
          where.source(), where.key(), DatabaseUrl.redact(url), DatabaseUrl.ALLOWED);
    }
  }

  private static void migrate(DatabaseUrl url, Collection<LoadedMod> mods) {
    new Migrations(url, DatabaseRun.class.getClassLoader()).migrate(OWN_SCHEMA, "sql/delos");
    for (LoadedMod mod : mods) {
      String name = mod.mod().name();
      new Migrations(url, mod.mod().getClass().getClassLoader()).migrate(name, "sql/" + name);
    }
  }

  private PoolSettings pool() {
    int size = config.database().poolSize();
    return PoolSettings.DEFAULTS.withSize(size, size * QUEUE_PER_CONNECTION);
  }

  private Throwable explain(Throwable failure) {
    DatabaseConfig where = config.database();
    if (failure instanceof DatabaseUnavailableException unavailable) {
      return new ConfigException(
          where.source(),
          where.key(),
          unavailable.found() + " (" + unavailable.reason() + ")",
          DatabaseUnavailableException.ALLOWED);
    }
    if (failure instanceof MigrationException migration) {
      return new ConfigException(
          where.source(),
          where.key(),
          "schema " + migration.schema() + " with " + migration.found(),
          migration.allowed());
    }
    if (failure instanceof EmbeddedDatabaseException notStarted) {
      return new ConfigException(
          config.file(),
          "dataDir",
          "\"" + config.dataDir() + "\" (" + notStarted.reason() + ")",
          "a folder for one Delos alone, or a database.url");
    }
    return failure;
  }
}
