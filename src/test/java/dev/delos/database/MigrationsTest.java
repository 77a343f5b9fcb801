package dev.delos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.database.MigrationException.Kind;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  private static final String TABLES =
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'shop' ORDER BY 1";
  private static final String SCHEMAS =
      "SELECT nspname FROM pg_namespace WHERE nspname = 'shop' ORDER BY 1";

  private final TestDatabase database = TestDatabase.create();

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void anOwnerGetsASchemaWithItsTablesAndItsHistory() throws Exception {
    migrate("first");

    assertThat(select(TABLES)).containsExactly("flyway_schema_history", "item");
    assertThat(select("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).isEmpty();
  }

  @Test
  void laterVersionsAreAddedAndDataStay() throws Exception {
    migrate("first");
    database.execute("INSERT INTO shop.item VALUES ('a')");

    migrate("second");
    migrate("second");

    assertThat(select("SELECT name || amount FROM shop.item")).containsExactly("a1");
  }

  @Test
  void twoOwnersDoNotMeet() throws Exception {
    migrations().migrate("shop", "migrations/first");
    migrations().migrate("mail", "migrations/second");

    assertThat(select("SELECT count(*)::text FROM shop.item, mail.item")).containsExactly("0");
  }

  @Test
  void anOwnerWithoutMigrationsGetsNoSchema() throws Exception {
    migrate("none");

    assertThat(select(SCHEMAS)).isEmpty();
  }

  @Test
  void aSchemaThatIsNewerThanTheJarIsRefusedAndLeftAlone() throws Exception {
    migrate("second");

    assertThatThrownBy(() -> migrate("first"))
        .hasMessage("schema shop: found version 3, allowed: up to version 1")
        .isInstanceOfSatisfying(
            MigrationException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.NEWER_THAN_JAR);
              assertThat(e.schema()).isEqualTo("shop");
              assertThat(e.found()).isEqualTo("version 3");
              assertThat(e.allowed()).isEqualTo("up to version 1");
            });
    assertThatCode(() -> migrate("second")).doesNotThrowAnyException();
  }

  @Test
  void aMigrationThatWasEditedAfterwardsIsRefused() {
    migrate("first");

    assertThatThrownBy(() -> migrate("edited"))
        .hasMessage(
            "schema shop: found version 1 (item) changed after it was applied,"
                + " allowed: new versions")
        .isInstanceOfSatisfying(
            MigrationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CHANGED));
  }

  @Test
  void aMigrationThatFailsLeavesNothingAndCanBeMended() throws Exception {
    assertThatThrownBy(() -> migrate("broken"))
        .isInstanceOfSatisfying(
            MigrationException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.FAILED);
              assertThat(e.found()).contains("nowhere").doesNotContain("\n");
            });
    assertThat(select(TABLES)).containsExactly("flyway_schema_history", "item");

    assertThatCode(() -> migrate("second")).doesNotThrowAnyException();
  }

  @Test
  void manyProcessesMayMigrateAtOnce() throws Exception {
    int processes = 6;
    ExecutorService pool = Executors.newFixedThreadPool(processes);
    try {
      Callable<Boolean> migration =
          () -> {
            migrate("second");
            return true;
          };
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < processes; i++) {
        all.add(migration);
      }
      for (Future<Boolean> each : pool.invokeAll(all)) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(select("SELECT version FROM shop.flyway_schema_history WHERE version IS NOT NULL"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void aLockThatIsNotFreedInTimeIsNamed() throws Exception {
    DataSource source = database.url().dataSource();
    MigrationLock.hold(
        source,
        "shop",
        Duration.ofSeconds(1),
        () ->
            assertThatThrownBy(
                    () -> MigrationLock.hold(source, "shop", Duration.ofMillis(100), () -> {}))
                .isInstanceOfSatisfying(
                    MigrationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCKED)));
  }

  @Test
  void migrationsMayComeFromTheJarOfAMod(@TempDir Path directory) throws Exception {
    Path jar = jarWith(directory, "sql/shop/V1__offer.sql", "CREATE TABLE offer (id int);");
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
      new Migrations(database.url(), loader).migrate("shop", "sql/shop");
    }

    assertThat(select(TABLES)).containsExactly("flyway_schema_history", "offer");
  }

  @Test
  void aNameThatCanNotBeASchemaIsRefused() {
    for (String bad : List.of("", "Shop", "1shop", "shop-2", "pg_shop", "a\"; DROP")) {
      assertThatThrownBy(() -> migrations().migrate(bad, "migrations/first"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void migrate(String location) {
    migrations().migrate("shop", "migrations/" + location);
  }

  private Migrations migrations() {
    return new Migrations(database.url(), getClass().getClassLoader());
  }

  private List<String> select(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.url().dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static Path jarWith(Path directory, String entry, String content) throws IOException {
    Path jar = directory.resolve("mod.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry.substring(0, entry.lastIndexOf('/') + 1)));
      out.putNextEntry(new JarEntry(entry));
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
