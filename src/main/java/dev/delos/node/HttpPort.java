package dev.delos.node;

import dev.delos.config.ConfigException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;

/** Opens a port that the configuration names. */
public final class HttpPort {
  private HttpPort() {}

  /**
   * Listens; fails with a {@link ConfigException} that names the file if the port can't be had.
   *
   * @param file where {@code host} and {@code port} stand
   */
  public static Future<HttpServer> listen(HttpServer server, String host, int port, Path file) {
    return listen(server, host, port, file, "port");
  }

  static Future<HttpServer> listen(
      HttpServer server, String host, int port, Path file, String key) {
    return server
        .listen(port, host)
        .recover(
            failure ->
                Future.failedFuture(
                    new ConfigException(
                        file,
                        key,
                        port + " on " + host + " (" + failure.getMessage() + ")",
                        "a free port, on an address of this machine")));
  }
}
