package dev.delos.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The machine's Node. */
public final class Node {
  private static final int LIMIT_SECONDS = 60;

  private Node() {}

  /** Skips the tests of the class where one of these programs is missing, and says so. */
  public static void needs(String... programs) {
    for (String program : programs) {
      Assumptions.assumeTrue(isThere(program), () -> "no " + program + " on this machine");
    }
  }

  private static boolean isThere(String program) {
    try {
      Process process =
          new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A process of Node, not yet begun. Before 22 it has a WebSocket only if it is told so. */
  public static ProcessBuilder process(String... arguments) {
    List<String> command = new ArrayList<>(List.of("node", "--no-warnings"));
    command.add("--experimental-websocket");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** Runs a command to its end in that directory, and brings what it has printed. */
  public static String run(Path directory, ProcessBuilder command) {
    try {
      Process process = command.directory(directory.toFile()).redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(command.command() + " failed:\n" + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
