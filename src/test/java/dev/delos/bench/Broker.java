package dev.delos.bench;

import dev.delos.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The server of a peer, where it is installed. */
final class Broker implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  private final Process process;
  private final int port;

  private Broker(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Debian: nats-server. */
  static Optional<Broker> nats(Path directory) {
    return start(directory, "nats-server", "--addr", "127.0.0.1", "--port");
  }

  /** Debian: redis-server. It keeps nothing. */
  static Optional<Broker> redis(Path directory) {
    return start(
        directory,
        "redis-server",
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--loglevel",
        "warning",
        "--port");
  }

  private static Optional<Broker> start(Path directory, String name, String... options) {
    return Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(
            program -> {
              int port = FreePort.find();
              List<String> command = new ArrayList<>(List.of(program.toString()));
              command.addAll(List.of(options));
              command.add("" + port);
              return started(command, directory.resolve(name + ".log"), port);
            });
  }

  private static Broker started(List<String> command, Path log, int port) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(log.getParent().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Awaitility.await()
          .atMost(START_LIMIT)
          .failFast("the process has ended", () -> !process.isAlive())
          .until(() -> listens(port));
      return new Broker(process, port);
    } catch (IOException e) {
      throw new IllegalStateException(command.get(0), e);
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
