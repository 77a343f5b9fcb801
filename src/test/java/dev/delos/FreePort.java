package dev.delos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** For what must know its port before it listens, or keep it over a restart. */
public final class FreePort {
  private FreePort() {}

  /** A port that nobody has at this moment. */
  public static int find() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
