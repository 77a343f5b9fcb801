package dev.delos.database;

import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** PostgreSQL alone: the programs of an embedded one, with durable settings. */
public final class BarePostgres implements AutoCloseable {
  private final Postmaster postmaster;

  private BarePostgres(Postmaster postmaster) {
    this.postmaster = postmaster;
  }

  /** Returns once it has accepted a connection; makes the data first if there are none. */
  public static BarePostgres start(Path directory)
      throws IOException, InterruptedException, SQLException {
    Path programs = PostgresPrograms.unpack(TestServer.PROGRAMS.toAbsolutePath());
    Cluster cluster = Cluster.open(Files.createDirectories(directory), programs);
    Postmaster postmaster = new Postmaster(programs, cluster.path());
    Map<String, String> settings = new HashMap<>(EmbeddedDatabase.DURABLE);
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    int port = postmaster.start(settings);
    DatabaseUrl url =
        new DatabaseUrl(
            Cluster.USER,
            cluster.password(),
            "127.0.0.1",
            port,
            "postgres",
            new TlsSettings(SslMode.DISABLE, ""));
    try (Connection connection = url.dataSource().getConnection()) {
      if (!connection.isValid(1)) {
        throw new SQLException("a connection that does not work");
      }
    }
    return new BarePostgres(postmaster);
  }

  @Override
  public void close() throws IOException {
    try {
      postmaster.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
