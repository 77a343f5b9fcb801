package dev.delos.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How what goes through a port is kept from others.
 *
 * @param files what the port has for TLS; empty: it has none
 * @param reread how often they are read anew
 * @param isInFront whether a proxy before it has it instead
 */
public record TlsConfig(Optional<PemFiles> files, Duration reread, boolean isInFront) {
  /** No TLS. */
  public static final TlsConfig NONE =
      new TlsConfig(Optional.empty(), Duration.ofMinutes(1), false);

  /** What is spoken, here and between processes. */
  public static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  /** Whether the port speaks TLS. */
  public boolean isOn() {
    return files.isPresent();
  }
}
