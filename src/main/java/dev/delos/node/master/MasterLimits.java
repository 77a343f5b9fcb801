package dev.delos.node.master;

import java.time.Duration;

/**
 * How long things take on a master.
 *
 * @param lease how long a lease holds that is not renewed
 * @param renewal how often a lease is renewed, or asked for
 * @param command how long an operator waits for a command
 * @param gather how long nodes may take for a command that is forwarded to them
 * @param call how long a node may take for what a built-in command asks of it
 * @param pick how long a login strategy may take
 * @param reconciliation how often the cluster's copy of the sanctions is compared with the database
 */
record MasterLimits(
    Duration lease,
    Duration renewal,
    Duration command,
    Duration gather,
    Duration call,
    Duration pick,
    Duration reconciliation) {
  static final MasterLimits DEFAULTS =
      new MasterLimits(
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60));
}
