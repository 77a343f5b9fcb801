package dev.delos.node.proxy;

import dev.delos.config.ClientLimits;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.ErrorCode;
import java.util.function.LongSupplier;

/**
 * What clients take of the proxy, by connection, address and account, and as a whole. This machine
 * itself has no limits by address. Belongs to the proxy's context.
 */
final class Visitors {
  private static final int MOST_IDLE = 100_000;

  private final ClientLimits limits;
  private final ProxyMeters meters;
  private final CounterTable addresses;
  private final CounterTable accounts;
  private int connections;
  private int logins;

  Visitors(ClientLimits limits, ProxyMeters meters, LongSupplier nanos) {
    this.limits = limits;
    this.meters = meters;
    this.addresses =
        new CounterTable(() -> Counters.of(nanos, limits.addressLogins(), limits), MOST_IDLE);
    this.accounts =
        new CounterTable(() -> Counters.of(nanos, limits.accountLogins(), limits), MOST_IDLE);
  }

  /** A connection from there; it counts until {@link Visitor#leave}, even if it is one too many. */
  Visitor enter(ClientAddress address) {
    connections++;
    if (!address.isLocal()) {
      addresses.connected(address.key());
    }
    return new Visitor(address);
  }

  /** Whether one from there may ask for a guest's token now. */
  boolean mayAskForToken(ClientAddress address) {
    return address.isLocal() || addresses.of(address.key()).takeLogin();
  }

  /** Has them measured. */
  void measure() {
    meters.gauge("connections", () -> connections);
    meters.gauge("logins", () -> logins);
    meters.gauge("limits.addresses", addresses::size);
    meters.gauge("limits.accounts", accounts::size);
  }

  /** One connection. */
  final class Visitor {
    private final ClientAddress address;
    private Counters traffic;
    private String account = "";
    private boolean isLoggingIn;

    private Visitor(ClientAddress address) {
      this.address = address;
      this.traffic = accounts.fresh();
    }

    /** Fails with a {@link RefusedException} if there are too many of them. */
    void checkRoom() {
      if (connections > limits.connections()) {
        throw new RefusedException(CloseCode.BUSY, "the proxy has no room for more connections");
      }
      if (!address.isLocal()
          && addresses.of(address.key()).connections() > limits.addressConnections()) {
        throw new RefusedException(
            CloseCode.TOO_MANY_CONNECTIONS,
            "connections of " + address.key() + ": allowed: " + limits.addressConnections());
      }
    }

    /** A WebSocket frame has come; false if that is one too many, or too many bytes. */
    boolean takeFrame(int bytes) {
      return traffic.takeFrame(bytes);
    }

    /** How many may come at once, at most. */
    int burst() {
      return limits.frames() * ClientLimits.BURST_SECONDS;
    }

    String trafficAllowed() {
      return limits.frames() + " frames and " + limits.kilobytes() + " KiB a second";
    }

    /**
     * Begins a login, of whomever; {@link #loginEnded} ends it. Fails with a {@link
     * RefusedException}.
     */
    void beginLogin() {
      if (!address.isLocal() && !addresses.of(address.key()).takeLogin()) {
        throw new RefusedException(
            CloseCode.RATE_LIMITED,
            "logins of " + address.key() + ": allowed: " + limits.addressLogins() + " a minute");
      }
      if (logins >= limits.loginsAtOnce()) {
        throw new RefusedException(CloseCode.BUSY, "the proxy has too many logins under way");
      }
      isLoggingIn = true;
      logins++;
    }

    void loginEnded() {
      if (isLoggingIn) {
        isLoggingIn = false;
        logins--;
      }
    }

    /** It is that account's from now on. Fails with a {@link RefusedException}. */
    void isOf(String uid) {
      Counters counters = accounts.of(uid);
      if (!counters.takeLogin()) {
        throw new RefusedException(
            CloseCode.RATE_LIMITED,
            "logins of the account: allowed: " + limits.accountLogins() + " a minute");
      }
      account = uid;
      accounts.connected(uid);
      traffic = counters;
    }

    /** It is closed by us. */
    void closed(CloseCode code) {
      meters.closed(code);
    }

    /** A frame of it is refused. */
    void refused(ErrorCode code) {
      meters.refused(code);
    }

    /** The connection has ended. */
    void leave() {
      connections--;
      if (!address.isLocal()) {
        addresses.disconnected(address.key());
      }
      if (!account.isEmpty()) {
        accounts.disconnected(account);
      }
    }
  }
}
