package dev.delos.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.protocol.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/CLIENTS.md} says of both libraries is so. */
class ClientsPageTest {
  private static final String PAGE = text(Path.of("docs", "CLIENTS.md"));
  private static final Path JS = Path.of("js", "delos");
  private static final String DECLARATIONS = text(Path.of("js", "delos.d.ts"));
  private static final Path MAIN = Path.of("src", "main", "java", "dev", "delos");
  private static final List<Path> JAVA =
      List.of(
          MAIN.resolve(Path.of("client", "DelosClient.java")),
          MAIN.resolve(Path.of("client", "ConnectionState.java")),
          MAIN.resolve(Path.of("client", "ConnectionClosedException.java")),
          MAIN.resolve(Path.of("sdk", "ClientSystem.java")),
          MAIN.resolve(Path.of("sdk", "ModSystem.java")),
          MAIN.resolve(Path.of("sdk", "EngineEvents.java")));

  /** A line of the table of features: its four cells. */
  private static List<List<String>> features() {
    String table = PAGE.split("\n## What both can do\n", -1)[1].split("\n## ", -1)[0];
    return table
        .lines()
        .filter(line -> line.endsWith("` |"))
        .map(line -> List.of(line.substring(2, line.length() - 2).split("\\s*\\|\\s*", -1)))
        .toList();
  }

  @Test
  void aTestOfBothLibrariesHoldsEachLineAndEachTestIsALine() {
    Set<String> tests = new TreeSet<>();
    Arrays.stream(ClientContract.class.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .forEach(method -> tests.add(method.getName()));
    assertThat(features())
        .isNotEmpty()
        .allSatisfy(cells -> assertThat(cells).hasSize(4))
        .flatExtracting(cells -> names(cells.get(3)).toList())
        .containsOnly(tests.toArray(String[]::new));
  }

  @Test
  void whatTheTableNamesThereIs() {
    String java = String.join("\n", JAVA.stream().map(ClientsPageTest::text).toList());
    assertThat(features())
        .allSatisfy(
            cells -> {
              assertThat(names(cells.get(1))).allSatisfy(name -> assertNamed(DECLARATIONS, name));
              assertThat(names(cells.get(2))).allSatisfy(name -> assertNamed(java, name));
            });
  }

  private static void assertNamed(String source, String name) {
    assertThat(source).containsPattern("\\b" + name + "\\b[?(:<;, =]");
  }

  private static Stream<String> names(String cell) {
    return Pattern.compile("`(\\w+)`").matcher(cell).results().map(found -> found.group(1));
  }

  /** A line of the table of times and sizes, and where the web client has it. */
  private record Value(String what, String file, String constant, long java, String unit) {}

  static List<Value> values() {
    return List.of(
        of("the first wait of the back-off", "back-off.js", "FIRST_MS", BackOff.FIRST),
        of("doubled with each failure up to", "back-off.js", "LONGEST_MS", BackOff.LONGEST),
        of("it starts anew", "back-off.js", "STEADY_MS", BackOff.STEADY),
        of("an attempt is given", "connection.js", "CONNECT_LIMIT_MS", Connection.CONNECT_LIMIT),
        of("a connection on which nothing came", "pulse.js", "QUIET_MS", Pulse.QUIET),
        of("it is let go without an answer", "pulse.js", "ANSWER_LIMIT_MS", Pulse.ANSWER_LIMIT),
        of("events are acknowledged within", "connection.js", "ACK_WITHIN_MS", Limits.ACK_WITHIN),
        of("or after so many", "progress.js", "ACK_EVERY", Limits.ACK_EVERY),
        of("or after so many characters", "progress.js", "ACK_EVERY_CHARS", Limits.ACK_EVERY_BYTES),
        of("events that wait", "progress.js", "MOST_UNTAKEN", Progress.MOST_UNTAKEN),
        of("bytes of a frame", "frames.js", "MAX_FRAME_BYTES", Limits.MAX_FRAME_BYTES),
        of("levels of JSON", "frames.js", "MAX_DEPTH", Limits.MAX_DEPTH),
        of("characters of a name", "frames.js", "MAX_NAME_LENGTH", Limits.MAX_NAME_LENGTH));
  }

  private static Value of(String what, String file, String constant, Duration java) {
    return new Value(what, file, constant, java.toMillis(), " ms");
  }

  private static Value of(String what, String file, String constant, long java) {
    return new Value(what, file, constant, java, "");
  }

  @ParameterizedTest
  @MethodSource("values")
  void bothLibrariesHaveTheTimesAndSizesOfThePage(Value value) {
    String found =
        Pattern.compile("const " + value.constant() + " = ([0-9_* ]+);")
            .matcher(text(JS.resolve(value.file())))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    long product =
        Arrays.stream(found.replace("_", "").split("\\*", -1))
            .mapToLong(factor -> Long.parseLong(factor.strip()))
            .reduce(1, (one, other) -> one * other);
    assertThat(product).isEqualTo(value.java());
    assertThat(PAGE)
        .containsPattern(
            "(?m)^\\| " + value.what() + "[^|]*\\| " + value.java() + value.unit() + " \\|$");
  }

  @Test
  void aSleepOfTheMachineIsSeenAtTheSameLateness() {
    assertThat(text(JS.resolve("pulse.js"))).contains("const LATE_MS = 5_000;");
    assertThat(Pulse.LATE).isEqualTo(Duration.ofSeconds(5));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
