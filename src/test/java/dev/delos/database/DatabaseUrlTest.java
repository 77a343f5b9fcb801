package dev.delos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseUrlTest {
  @Test
  void allPartsAreRead() {
    DatabaseUrl url =
        DatabaseUrl.parse("postgresql://me:secret@db_1.example:6543/game?sslmode=require");

    assertThat(url.user()).isEqualTo("me");
    assertThat(url.password()).isEqualTo("secret");
    assertThat(url.host()).isEqualTo("db_1.example");
    assertThat(url.port()).isEqualTo(6543);
    assertThat(url.database()).isEqualTo("game");
    assertThat(url.tls().mode()).isEqualTo(SslMode.REQUIRE);
  }

  @Test
  void portSchemeAndEncryptionHaveDefaults() {
    DatabaseUrl url = DatabaseUrl.parse("postgres://me@db/game");

    assertThat(url.port()).isEqualTo(5432);
    assertThat(url.password()).isEmpty();
    assertThat(url.tls()).isEqualTo(TlsSettings.DEFAULT);
  }

  @Test
  void userPasswordAndDatabaseArePercentDecodedAndAPlusStaysAPlus() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://m%40e:p%3A%2F+%C3%A9:x@db/g%20%2B");

    assertThat(url.user()).isEqualTo("m@e");
    assertThat(url.password()).isEqualTo("p:/+é:x");
    assertThat(url.database()).isEqualTo("g +");
  }

  @Test
  void hostMayBeIpv6() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://me:secret@[::1]:6543/game");

    assertThat(url.host()).isEqualTo("::1");
    assertThat(url.redacted()).isEqualTo("postgresql://***@[::1]:6543/game");
    assertThat(source(url).getUrl()).startsWith("jdbc:postgresql://[::1]:6543/game");
  }

  @Test
  void bothClientsGetTheSame() {
    DatabaseUrl url =
        DatabaseUrl.parse("postgresql://me:secret@db:6543/ga%20me?sslmode=verify-full");

    PgConnectOptions options = url.connectOptions();
    assertThat(options.getHost()).isEqualTo("db");
    assertThat(options.getPort()).isEqualTo(6543);
    assertThat(options.getDatabase()).isEqualTo("ga me");
    assertThat(options.getUser()).isEqualTo("me");
    assertThat(options.getPassword()).isEqualTo("secret");
    assertThat(options.getSslMode()).isEqualTo(SslMode.VERIFY_FULL);
    assertThat(options.getSslOptions().getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
    assertThat(options.getSslOptions().isTrustAll()).isFalse();
    assertThat(options.getSslOptions().getTrustOptions()).isNotNull();
    assertThat(source(url).getServerNames()).containsExactly("db");
    assertThat(source(url).getPortNumbers()).containsExactly(6543);
    assertThat(source(url).getDatabaseName()).isEqualTo("ga me");
    assertThat(source(url).getSslMode()).isEqualTo("verify-full");
  }

  @Test
  void noTextShowsThePassword() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://me:secret@db:6543/game");

    assertThat(url).hasToString("postgresql://***@db:6543/game");
    assertThat(url.redacted()).doesNotContain("secret");
  }

  @Test
  void badUrlsAreRefusedWithoutShowingThePassword() {
    for (String bad :
        List.of(
            "postgresql://me:secret@db",
            "postgresql://me:secret@db/",
            "postgresql://me:secret@db:0/game",
            "postgresql://me:secret@db:65536/game",
            "postgresql://me:secret@db:port/game",
            "postgresql://me:secret@db/game/more",
            "postgresql://me:secret@db/game?sslmode=maybe",
            "postgresql://me:secret@db/game?sslmode=verify-ca&sslrootcert=/nowhere.pem",
            "postgresql://me:secret@db/game?sslmode=verify-ca&sslrootcert=pom.xml",
            "postgresql://me@db/game?user=a@b&password=secret",
            "postgresql://me:secret%zz@db/game",
            "postgresql://me:sec#ret/secret@db/game",
            "postgresql://me:secret",
            "jdbc:postgresql://db/game?password=secret",
            "mysql://me:secret@db/game",
            "secret",
            "")) {
      assertThatThrownBy(() -> DatabaseUrl.parse(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("found ")
          .hasMessageContaining("allowed: postgresql://user:password@host:port/database")
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void theMessageNamesWhatWasFound() {
    assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://me:secret@db:65536/game"))
        .hasMessageStartingWith(
            "found postgresql://***@db:65536/game (port 65536 is not one of 1 to 65535)");
    assertThatThrownBy(() -> DatabaseUrl.parse("mysql://me:secret@db/game"))
        .hasMessageStartingWith("found mysql://***@db/game, allowed: ");
  }

  private static PGSimpleDataSource source(DatabaseUrl url) {
    return (PGSimpleDataSource) url.dataSource();
  }
}
