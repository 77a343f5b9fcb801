package dev.delos.node;

import dev.delos.config.ConfigException;
import dev.delos.config.PemFiles;
import dev.delos.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.X509KeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of a node's port, if it has any: 1.2 or 1.3. The files are read anew from time to time; new
 * connections get the new certificate once it is good, and those that are stay. Belongs to the
 * node's context.
 */
public final class TlsFiles {
  private static final Logger log = LoggerFactory.getLogger(TlsFiles.class);

  /** The kinds of keys, with what signs by them. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  private final Vertx vertx;
  private final TlsConfig config;
  private Pair current = new Pair(Buffer.buffer(), Buffer.buffer());
  private Future<Void> rereading = Future.succeededFuture();
  private long timer = -1;

  private record Pair(Buffer cert, Buffer key) {
    PemKeyCertOptions options() {
      return new PemKeyCertOptions().addCertValue(cert).addKeyValue(key);
    }

    ServerSSLOptions ssl() {
      return new ServerSSLOptions()
          .setKeyCertOptions(options())
          .setEnabledSecureTransportProtocols(TlsConfig.PROTOCOLS);
    }
  }

  public TlsFiles(Vertx vertx, TlsConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** Adds TLS to them; fails with a {@link ConfigException} if the files are no good. */
  public Future<HttpServerOptions> addTo(HttpServerOptions options) {
    if (config.files().isEmpty()) {
      return Future.succeededFuture(options);
    }
    PemFiles files = config.files().get();
    return read(files)
        .compose(pair -> checked(files, pair))
        .onSuccess(pair -> current = pair)
        .map(
            pair ->
                options
                    .setSsl(true)
                    .setUseAlpn(false)
                    .setKeyCertOptions(pair.options())
                    .setEnabledSecureTransportProtocols(TlsConfig.PROTOCOLS));
  }

  /** From now on the server gets what the files have anew. */
  public void watch(HttpServer server) {
    config
        .files()
        .ifPresent(
            files ->
                timer = vertx.setPeriodic(config.reread().toMillis(), id -> reread(files, server)));
  }

  public void close() {
    vertx.cancelTimer(timer);
  }

  private void reread(PemFiles files, HttpServer server) {
    if (!rereading.isComplete()) {
      return;
    }
    rereading =
        read(files)
            .compose(
                pair -> pair.equals(current) ? Future.succeededFuture() : take(files, pair, server))
            .onFailure(
                failure -> log.warn("the certificate that was stays: {}", failure.getMessage()));
  }

  private Future<Void> take(PemFiles files, Pair pair, HttpServer server) {
    return checked(files, pair)
        .compose(good -> server.updateSSLOptions(good.ssl()))
        .onSuccess(updated -> current = pair)
        .mapEmpty();
  }

  private Future<Pair> read(PemFiles files) {
    return read(files, ".certFile", files.cert().toString())
        .compose(
            cert ->
                read(files, ".keyFile", files.privateKey().toString())
                    .map(key -> new Pair(cert, key)));
  }

  private Future<Buffer> read(PemFiles files, String key, String path) {
    return vertx
        .fileSystem()
        .readFile(path)
        .recover(failure -> refused(files, key, "\"" + path + "\"", "a readable PEM file"));
  }

  /** A certificate may have been written anew, and its key not yet. */
  private Future<Pair> checked(PemFiles files, Pair pair) {
    return vertx
        .executeBlocking(() -> isMatch(pair))
        .recover(
            failure ->
                refused(
                    files, "", String.valueOf(failure.getMessage()), "a certificate and its key"))
        .compose(
            isMatch ->
                isMatch
                    ? Future.succeededFuture(pair)
                    : refused(files, ".keyFile", "another key", "the certificate's key"))
        .onSuccess(good -> log.info("a certificate of {} is taken", files.cert()));
  }

  private static <T> Future<T> refused(PemFiles files, String key, String found, String allowed) {
    return Future.failedFuture(
        new ConfigException(files.source(), files.key() + key, found, allowed));
  }

  /** Whether the key is the certificate's own. */
  private boolean isMatch(Pair pair) throws Exception {
    X509KeyManager manager =
        (X509KeyManager) pair.options().getKeyManagerFactory(vertx).getKeyManagers()[0];
    for (Map.Entry<String, String> kind : SIGNATURES.entrySet()) {
      String[] aliases = manager.getServerAliases(kind.getKey(), null);
      if (aliases != null) {
        X509Certificate certificate = manager.getCertificateChain(aliases[0])[0];
        PrivateKey key = manager.getPrivateKey(aliases[0]);
        return isMatch(certificate.getPublicKey(), key, kind.getValue());
      }
    }
    throw new GeneralSecurityException("neither an RSA, an EC nor an EdDSA key");
  }

  private static boolean isMatch(PublicKey certificate, PrivateKey key, String algorithm)
      throws GeneralSecurityException {
    byte[] text = {1};
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(text);
    byte[] signature = signer.sign();
    signer.initVerify(certificate);
    signer.update(text);
    return signer.verify(signature);
  }
}
