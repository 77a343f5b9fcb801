package dev.delos.config;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a file says of TLS; the paths are relative to its folder.
 *
 * @param file where it stands
 */
record TlsReader(Path file) {
  /** Of a port. */
  TlsConfig ofPort(JsonObject json) {
    JsonObject tls = json.getJsonObject("tls");
    boolean isInFront = json.getBoolean("tlsInFront", false);
    if (tls == null) {
      return new TlsConfig(Optional.empty(), TlsConfig.NONE.reread(), isInFront);
    }
    if (isInFront) {
      throw new ConfigException(file, "tlsInFront", "true beside tls", "one of the two");
    }
    return new TlsConfig(
        Optional.of(files(tls, "tls")),
        Duration.ofSeconds(tls.getInteger("rereadSeconds", 60)),
        false);
  }

  /** Of the event bus. */
  Optional<BusTls> ofBus(JsonObject json) {
    return Optional.ofNullable(json.getJsonObject("busTls"))
        .map(tls -> new BusTls(files(tls, "busTls"), path(tls, "busTls", "caFile")));
  }

  /** What production demands: that nobody sends a token where others can read it. */
  static void check(NodeConfig node) {
    if (node instanceof ProxyConfig proxy) {
      check(node, proxy.tls());
    } else if (node instanceof MasterConfig master) {
      check(node, master.tls());
    }
  }

  private static void check(NodeConfig node, TlsConfig tls) {
    if (!tls.isOn() && !tls.isInFront()) {
      throw new ConfigException(
          node.file(),
          "tls",
          "nothing",
          "in mode production certFile and keyFile, or tlsInFront: true behind a proxy that has"
              + " TLS");
    }
  }

  private PemFiles files(JsonObject tls, String key) {
    return new PemFiles(
        path(tls, key, "certFile"), path(tls, key, "keyFile"), file.toString(), key);
  }

  private Path path(JsonObject tls, String key, String name) {
    return file.resolveSibling(ConfigLoader.path(file, key + "." + name, tls.getString(name)));
  }
}
