package dev.delos.protocol;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Why the proxy closes a connection: the WebSocket close codes of docs/PROTOCOL.md. */
public enum CloseCode {
  /** The network, or the proxy, shuts down: come back soon. */
  GOING_AWAY(1001),
  /** A frame exceeds {@link Limits#MAX_FRAME_BYTES}, or breaks the rules of WebSocket. */
  FRAME_TOO_LARGE(1009),
  /** More than {@link Limits#MAX_FAULTS} bad frames on this connection. */
  TOO_MANY_FAULTS(4400),
  /** The token is malformed, forged, or for somebody else: log in again. */
  TOKEN_INVALID(4401),
  /** The first frame was not a valid {@code hello}. */
  HELLO_EXPECTED(4403),
  /** No {@code hello} within {@link Limits#HELLO_TIMEOUT}. */
  HELLO_TIMEOUT(4408),
  /** The token's time is over: log in again. */
  TOKEN_EXPIRED(4410),
  /** The client does not read what is sent to it. */
  SLOW_READER(4413),
  /** More frames, bytes or logins than are allowed: come back later. */
  RATE_LIMITED(4429),
  /** The client's address has too many connections. */
  TOO_MANY_CONNECTIONS(4430),
  /** The client speaks a version of the protocol that this proxy doesn't. */
  VERSION_UNSUPPORTED(4426),
  /** The account has logged in anew, here or elsewhere: the newest login wins. */
  LOGGED_IN_ELSEWHERE(4409),
  /** An operator has ended the connection. */
  KICKED(4411),
  /** An operator has banned the account: the message says until when. */
  BANNED(4412),
  /** The network is under maintenance: come back later. */
  MAINTENANCE(4502),
  /** No lobby takes players now, or the player's lobby is gone: come back soon. */
  NO_SERVER(4503),
  /** The proxy has too many connections, or too many logins under way: come back soon. */
  BUSY(4504);

  private static final Set<CloseCode> FINAL =
      EnumSet.of(
          TOO_MANY_FAULTS,
          TOKEN_INVALID,
          HELLO_EXPECTED,
          TOKEN_EXPIRED,
          VERSION_UNSUPPORTED,
          LOGGED_IN_ELSEWHERE,
          KICKED,
          BANNED);

  private static final Set<CloseCode> INTERRUPTIONS =
      EnumSet.of(GOING_AWAY, FRAME_TOO_LARGE, SLOW_READER, RATE_LIMITED);

  private final int code;

  CloseCode(int code) {
    this.code = code;
  }

  /** The code of that number on the wire; empty for a number that is none of ours. */
  public static Optional<CloseCode> of(int number) {
    return Arrays.stream(values()).filter(code -> code.code == number).findFirst();
  }

  /** The code of that name; empty for a name that is none of ours. */
  public static Optional<CloseCode> named(String name) {
    return Arrays.stream(values()).filter(code -> code.name().equals(name)).findFirst();
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /**
   * Whether a client must not come back by itself with the same token: it would end the same way,
   * or throw out the one who came after it. After the others it comes back with back-off.
   */
  public boolean isFinal() {
    return FINAL.contains(this);
  }

  /** Whether the session waits for its client to come back; else it ends with the connection. */
  public boolean keepsSession() {
    return INTERRUPTIONS.contains(this);
  }

  /**
   * Whether the session waits after a connection that the client's side has closed with that number
   * of the WebSocket protocol, or broken: unless it means to go.
   */
  public static boolean isInterruption(int number) {
    return number != 1000 && number < 4000;
  }
}
