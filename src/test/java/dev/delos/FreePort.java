package dev.delos;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** For what must know its port before it listens, or keep it over a restart. */
public final class FreePort {
  /** Below those that the kernel gives to connections, which would take it in the meantime. */
  private static final int FIRST = 10_000;

  private static final int PAST = 32_000;
  private static final int TRIES = 100;

  private FreePort() {}

  /** A port that nobody has at this moment. */
  public static int find() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, PAST);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // The next one, then.
      }
    }
    throw new IllegalStateException("no free port from " + FIRST + " to " + PAST);
  }
}
