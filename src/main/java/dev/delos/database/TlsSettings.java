package dev.delos.database;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whether the connection is encrypted and how far the server's certificate is checked.
 *
 * @param mode as libpq's {@code sslmode}; {@code require} encrypts and checks nothing
 * @param rootCertificate PEM file of the authority to trust; empty: those that the JVM trusts
 */
public record TlsSettings(SslMode mode, String rootCertificate) {
  /** Encrypted if the server can, as libpq's default. */
  public static final TlsSettings DEFAULT = new TlsSettings(SslMode.PREFER, "");

  private static final String MODE = "sslmode";
  private static final String ROOT_CERTIFICATE = "sslrootcert";

  static TlsSettings of(Map<String, String> parameters) {
    for (String name : parameters.keySet()) {
      if (!Set.of(MODE, ROOT_CERTIFICATE).contains(name)) {
        throw new IllegalArgumentException("a parameter other than sslmode and sslrootcert");
      }
    }
    String certificate = parameters.getOrDefault(ROOT_CERTIFICATE, "");
    checkCertificate(certificate);
    return new TlsSettings(mode(parameters.getOrDefault(MODE, DEFAULT.mode().value)), certificate);
  }

  /** Now: vertx-pg-client 5.0.10 would wait for ever for a connection whose file is no good. */
  private static void checkCertificate(String file) {
    if (file.isEmpty()) {
      return;
    }
    try (InputStream pem = Files.newInputStream(Path.of(file))) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(pem).isEmpty()) {
        throw new IllegalArgumentException("sslrootcert " + file + " has no certificate");
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("sslrootcert " + file + " can't be read", e);
    }
  }

  boolean verifies() {
    return mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
  }

  PgConnectOptions applyTo(PgConnectOptions options) {
    ClientSSLOptions tls = new ClientSSLOptions();
    if (verifies()) {
      tls.setTrustOptions(trust());
    } else {
      tls.setTrustAll(true);
    }
    if (mode == SslMode.VERIFY_FULL) {
      tls.setHostnameVerificationAlgorithm("HTTPS");
    }
    return options.setSslMode(mode).setSslOptions(tls);
  }

  private TrustOptions trust() {
    return rootCertificate.isEmpty()
        ? trustOfTheJvm()
        : new PemTrustOptions().addCertPath(rootCertificate);
  }

  private static TrustOptions trustOfTheJvm() {
    try {
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init((KeyStore) null);
      return TrustOptions.wrap(trusted.getTrustManagers()[0]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JVM has no trusted certificates", e);
    }
  }

  private static SslMode mode(String value) {
    return Arrays.stream(SslMode.values())
        .filter(mode -> mode.value.equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("an sslmode other than " + modes()));
  }

  private static String modes() {
    return Arrays.stream(SslMode.values())
        .map(mode -> mode.value)
        .collect(Collectors.joining(", "));
  }
}
