package dev.delos.config;

/**
 * How much a proxy takes from its clients.
 *
 * @param connections WebSockets at a time, of all clients
 * @param addressConnections WebSockets at a time of one address
 * @param loginsAtOnce logins that are under way at a time, of all clients
 * @param addressLogins logins a minute by one address
 * @param accountLogins logins a minute into one account, ways back included
 * @param frames WebSocket frames a second by one account
 * @param kilobytes KiB a second by one account
 */
public record ClientLimits(
    int connections,
    int addressConnections,
    int loginsAtOnce,
    int addressLogins,
    int accountLogins,
    int frames,
    int kilobytes) {
  /** What holds where nothing else is said. */
  public static final ClientLimits DEFAULT =
      new ClientLimits(20_000, 100, 1_000, 120, 60, 200, 256);

  /** For how many seconds' worth of frames and bytes a client may save up. */
  public static final int BURST_SECONDS = 10;
}
