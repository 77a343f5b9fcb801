package dev.delos.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The bounds that both sides of the edge keep to. */
public final class Limits {
  /** The version of the client protocol, sent in {@code hello} and {@code welcome}. */
  public static final int PROTOCOL_VERSION = 1;

  /** The largest frame that a client may send, in bytes of UTF-8. */
  public static final int MAX_FRAME_BYTES = 16 * 1024;

  private static final int MAX_UTF8_BYTES_A_CHAR = 3;

  /** The largest frame that a proxy sends, in bytes of UTF-8. */
  public static final int MAX_SERVER_FRAME_BYTES = 256 * 1024;

  /** What of such a frame the number of an event may take. */
  public static final int EVENT_HEAD_BYTES = 64;

  /** The longest namespace, system or event name, in characters. */
  public static final int MAX_NAME_LENGTH = 64;

  /** How deep the data of an event may nest. */
  public static final int MAX_DEPTH = 16;

  /** How many bad frames a connection is forgiven. */
  public static final int MAX_FAULTS = 20;

  /** How long a new connection may stay silent. */
  public static final Duration HELLO_TIMEOUT = Duration.ofSeconds(10);

  /** How many events one side takes before it acknowledges them. */
  public static final int ACK_EVERY = 32;

  /** How many bytes of events a client takes, roughly, before it acknowledges them. */
  public static final int ACK_EVERY_BYTES = 64 * 1024;

  /** How long one side waits at most before it acknowledges events. */
  public static final Duration ACK_WITHIN = Duration.ofSeconds(1);

  private Limits() {}

  /** Whether a frame is larger than {@link #MAX_FRAME_BYTES}. */
  public static boolean isTooLarge(String frame) {
    return frame.length() > MAX_FRAME_BYTES
        || (frame.length() > MAX_FRAME_BYTES / MAX_UTF8_BYTES_A_CHAR
            && frame.getBytes(StandardCharsets.UTF_8).length > MAX_FRAME_BYTES);
  }
}
