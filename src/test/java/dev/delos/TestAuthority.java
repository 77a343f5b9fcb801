package dev.delos;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Signs certificates of this machine, for a test. */
public final class TestAuthority {
  private final Path directory;
  private final X509Bundle root;

  /**
   * A new one.
   *
   * @param directory where its files are written
   */
  public TestAuthority(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
      root =
          new CertificateBuilder()
              .ecp256()
              .subject("CN=authority of a test")
              .setIsCertificateAuthority(true)
              .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    write("ca.pem", root.getCertificatePEM());
  }

  /** Its own certificate. */
  public Path file() {
    return directory.resolve("ca.pem");
  }

  /** A certificate and its key, signed by it, of that name. */
  public X509Bundle sign(String name) {
    try {
      return new CertificateBuilder()
          .ecp256()
          .subject("CN=" + name)
          .addSanDnsName("localhost")
          .addSanIpAddress("127.0.0.1")
          .buildIssuedBy(root);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a file as one should: what reads it meanwhile sees the old one or the new one. */
  public Path write(String name, String text) {
    try {
      Path target = directory.resolve(name);
      Path written = Files.writeString(directory.resolve(name + ".new"), text);
      return Files.move(
          written, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
