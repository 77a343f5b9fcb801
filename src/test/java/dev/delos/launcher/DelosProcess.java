package dev.delos.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.config.ConfFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged jar as a process of its own. */
public final class DelosProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Pattern PAGE = Pattern.compile("sign-in page +(\\S+)");
  private static final Pattern CONSOLE = Pattern.compile("operators' console +(\\S+)");

  private final Process process;
  private final Path out;
  private final Path err;

  private DelosProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Runs {@code java -jar delos.jar -conf <folder>} with a data directory beside the folder. */
  public static DelosProcess run(ConfFolder conf, Map<String, String> environment) {
    return run(jar(), conf.path().getParent(), environment, "-conf", conf.path().toString());
  }

  /** The same with these options of the JVM. */
  static DelosProcess run(List<String> jvm, ConfFolder conf, Map<String, String> environment) {
    return run(jvm, jar(), conf.path().getParent(), environment, "-conf", conf.path().toString());
  }

  /** Runs {@code java -jar delos.jar <arguments>} in that directory. */
  public static DelosProcess run(Path directory, String... arguments) {
    return run(jar(), directory, Map.of(), arguments);
  }

  /** Runs {@code java -jar delos.jar -cluster -conf <folder>/<file> <options>}: one role. */
  public static DelosProcess runRole(
      ConfFolder conf, String file, Map<String, String> environment, String... options) {
    return runRole(jar(), conf, file, environment, options);
  }

  /** The packaged jar. */
  public static Path jar() {
    return Path.of(System.getProperty("delos.jar"));
  }

  /** Runs one role from another jar than the packaged one. */
  public static DelosProcess runRole(
      Path jar, ConfFolder conf, String file, Map<String, String> environment, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-cluster", "-conf", conf.path().resolve(file).toString()));
    arguments.addAll(List.of(options));
    return run(jar, conf.path().getParent(), environment, arguments.toArray(String[]::new));
  }

  private static DelosProcess run(
      Path jar, Path directory, Map<String, String> environment, String... arguments) {
    return run(QuickStart.options(jar), jar, directory, environment, arguments);
  }

  private static DelosProcess run(
      List<String> jvm,
      Path jar,
      Path directory,
      Map<String, String> environment,
      String... arguments) {
    try {
      Path out = Files.createTempFile(directory, "out", ".log");
      Path err = Files.createTempFile(directory, "err", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command(jvm, jar, arguments))
              .directory(directory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().remove("DELOS_DATABASE_URL");
      builder.environment().putAll(environment);
      return new DelosProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(List<String> jvm, Path jar, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  public DelosProcess awaitReady() {
    Awaitility.await()
        .atMost(START_LIMIT)
        .failFast("the process has ended", () -> !process.isAlive())
        .until(() -> out().contains("is ready"));
    return this;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Where the page is, as the process has printed it. */
  public URI page() {
    return printed(PAGE);
  }

  /** Where the operators' console is, as the process has printed it. */
  public URI console() {
    return printed(CONSOLE);
  }

  private URI printed(Pattern url) {
    Matcher matcher = url.matcher(out());
    assertThat(matcher.find()).as(out()).isTrue();
    return URI.create(matcher.group(1));
  }

  /** Sends a signal, such as {@code STOP} or {@code CONT}. */
  public void signal(String name) {
    try {
      int status = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
      assertThat(status).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public void kill() {
    process.destroyForcibly();
    exitCode(START_LIMIT);
  }

  /** Asks it to end, as an operator's SIGTERM does. */
  public void terminate() {
    process.destroy();
  }

  /** The exit code, once it has ended within that time. */
  public int exitCode(Duration limit) {
    try {
      assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
          .as("ended within %s: %s", limit, err())
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public String out() {
    return read(out);
  }

  public String err() {
    return read(err);
  }

  /** Ends whatever is still running. */
  @Override
  public void close() {
    if (process.isAlive()) {
      terminate();
      exitCode(START_LIMIT);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
