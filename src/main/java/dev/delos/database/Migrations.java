package dev.delos.database;

import dev.delos.database.MigrationException.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings schemas up to date: {@code V1__*.sql} and so on, forward only, one schema an owner, which
 * holds its own history. Any number of processes may do it at once. Blocks.
 */
public final class Migrations {
  private static final Logger log = LoggerFactory.getLogger(Migrations.class);
  private static final Pattern OWNER = Pattern.compile("(?!pg_)[a-z][a-z0-9_]{0,62}");
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(60);
  private static final Set<MigrationState> UNKNOWN =
      EnumSet.of(
          MigrationState.FUTURE_SUCCESS,
          MigrationState.FUTURE_FAILED,
          MigrationState.MISSING_SUCCESS,
          MigrationState.MISSING_FAILED);

  private final DataSource source;
  private final ClassLoader classLoader;

  /**
   * Migrations of one database.
   *
   * @param classLoader sees the SQL files: that of the mod, for one from a jar in {@code mods/}
   */
  public Migrations(DatabaseUrl url, ClassLoader classLoader) {
    this.source = url.dataSource();
    this.classLoader = classLoader;
  }

  /**
   * Brings one schema up to date; it is created first if it isn't there. An owner without SQL files
   * has no schema, and nothing happens.
   *
   * @param owner the mod's name, which is the schema's
   * @param location folder on the class path, such as {@code sql/daily}
   * @throws MigrationException if it can't be; nothing of a migration that failed remains
   * @throws IllegalArgumentException if the owner's name can't be that of a schema
   */
  public void migrate(String owner, String location) {
    if (!OWNER.matcher(owner).matches()) {
      throw new IllegalArgumentException(
          "owner: found " + owner + ", allowed: lower case letters, digits and underscores");
    }
    if (classLoader.getResource(location) == null) {
      log.debug("{} has no migrations in {}", owner, location);
      return;
    }
    try {
      MigrationLock.hold(
          source, owner, LOCK_LIMIT, () -> migrateLocked(owner, flyway(owner, location)));
    } catch (SQLException | FlywayException e) {
      throw failed(owner, e);
    }
  }

  private static void migrateLocked(String owner, Flyway flyway) {
    refuseNewer(owner, flyway.info().all());
    refuseChanged(owner, flyway.validateWithResult());
    MigrateResult result = flyway.migrate();
    if (result.migrationsExecuted > 0) {
      log.info(
          "schema {} migrated from version {} to {}",
          owner,
          Optional.ofNullable(result.initialSchemaVersion).orElse("none"),
          result.targetSchemaVersion);
    }
  }

  private Flyway flyway(String owner, String location) {
    FluentConfiguration configuration =
        Flyway.configure(classLoader)
            .loggers(FlywayLog.class.getName())
            .dataSource(source)
            .locations("classpath:" + location)
            .failOnMissingLocations(true)
            .schemas(owner)
            .defaultSchema(owner)
            .createSchemas(true)
            .validateMigrationNaming(true)
            .validateOnMigrate(true)
            .ignoreMigrationPatterns("*:pending")
            .outOfOrder(false)
            .cleanDisabled(true);
    // A lock of the session, not of a transaction: a migration may create an index concurrently.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration.load();
  }

  private static void refuseNewer(String owner, MigrationInfo[] all) {
    Optional<MigrationVersion> newest = versions(all, true).max(Comparator.naturalOrder());
    if (newest.isPresent()) {
      String known =
          versions(all, false)
              .max(Comparator.naturalOrder())
              .map(version -> "up to version " + version)
              .orElse("no version");
      throw new MigrationException(
          Kind.NEWER_THAN_JAR, owner, "version " + newest.get(), known, null);
    }
  }

  private static Stream<MigrationVersion> versions(MigrationInfo[] all, boolean unknown) {
    return Arrays.stream(all)
        .filter(MigrationInfo::isVersioned)
        .filter(migration -> UNKNOWN.contains(migration.getState()) == unknown)
        .map(MigrationInfo::getVersion);
  }

  private static void refuseChanged(String owner, ValidateResult result) {
    if (!result.validationSuccessful) {
      ValidateOutput first = result.invalidMigrations.get(0);
      throw new MigrationException(
          Kind.CHANGED,
          owner,
          "version " + first.version + " (" + first.description + ") changed after it was applied",
          "new versions",
          null);
    }
  }

  private static MigrationException failed(String owner, Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    String found = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
    return new MigrationException(Kind.FAILED, owner, found, "migrations that succeed", failure);
  }
}
