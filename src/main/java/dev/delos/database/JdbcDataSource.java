package dev.delos.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** JDBC to the same place as the pool, for what can't do without: Flyway, and making databases. */
final class JdbcDataSource {
  private static final int CONNECT_SECONDS = 10;

  private JdbcDataSource() {}

  static DataSource of(DatabaseUrl url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    String database = URLEncoder.encode(url.database(), StandardCharsets.UTF_8);
    source.setUrl("jdbc:postgresql://" + url.urlHost() + ":" + url.port() + "/" + database);
    source.setUser(url.user());
    source.setPassword(url.password());
    source.setApplicationName("delos-migrations");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setTcpKeepAlive(true);
    encrypt(source, url.tls());
    return source;
  }

  private static void encrypt(PGSimpleDataSource source, TlsSettings tls) {
    source.setSslMode(tls.mode().value);
    if (!tls.rootCertificate().isEmpty()) {
      source.setSslRootCert(tls.rootCertificate());
    } else if (tls.verifies()) {
      source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
    }
  }
}
