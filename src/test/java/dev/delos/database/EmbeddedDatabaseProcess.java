package dev.delos.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another JVM that runs an embedded database until it is killed. */
final class EmbeddedDatabaseProcess implements AutoCloseable {
  private static final String READY = "ready";

  private final Process process;

  private EmbeddedDatabaseProcess(Process process) {
    this.process = process;
  }

  static EmbeddedDatabaseProcess start(Path directory) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedDatabaseProcess.class.getName(),
            directory.toString(),
            TestServer.PROGRAMS.toString());
    return new EmbeddedDatabaseProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** In the other JVM: starts the database, makes a table with a row, says so, and waits. */
  public static void main(String[] arguments) throws IOException {
    try {
      EmbeddedDatabase database =
          EmbeddedDatabase.start(
              Path.of(arguments[0]), Path.of(arguments[1]), EmbeddedDatabase.DURABLE);
      TestDatabase.execute(database.url(), "CREATE TABLE IF NOT EXISTS kept (name text)");
      TestDatabase.execute(database.url(), "INSERT INTO kept VALUES ('a')");
      System.out.println(READY);
    } catch (EmbeddedDatabaseException e) {
      System.out.println(e.getMessage());
    }
    int end = System.in.read();
    System.exit(end);
  }

  long pid() {
    return process.pid();
  }

  /** The first line that it says: that it is ready, or why it isn't. */
  @Nullable String firstLine() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.contains(" INFO ")) {
        return line;
      }
    }
    return null;
  }

  boolean isReady() throws IOException {
    return READY.equals(firstLine());
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    int status = process.waitFor();
    if (status == 0) {
      throw new IllegalStateException("it ended by itself");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
