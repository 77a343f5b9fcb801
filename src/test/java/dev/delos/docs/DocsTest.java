package dev.delos.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.protocol.CloseCode;
import dev.delos.protocol.ErrorCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.FrameException;
import dev.delos.protocol.Limits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say is what the code does, as far as a test can tell. */
class DocsTest {
  private static final Path PROTOCOL = Path.of("docs", "PROTOCOL.md");
  private static final Path CONFIGURATION = Path.of("docs", "CONFIGURATION.md");
  private static final Path MODS = Path.of("docs", "MODS.md");
  private static final Path README = Path.of("README.md");
  private static final Path WEB_CLIENT = Path.of("js", "delos", "close-codes.js");
  private static final Path SCHEMAS = Path.of("src", "main", "resources", "schema");

  /** Of no setting: REWARDS.md explains it. */
  private static final String PLAN_SCHEMA = "daily-plan.schema.json";

  private static final Pattern OWN_CLOSE_CODE = Pattern.compile("\\b4\\d{3}\\b");

  @Test
  void everyCloseCodeIsInTheProtocolWithItsNumber() {
    assertThat(CloseCode.values())
        .allSatisfy(
            code ->
                assertThat(text(PROTOCOL))
                    .contains("| " + code.code() + " | `" + code.name() + "` |"));
  }

  @Test
  void theProtocolHasNoCloseCodeThatTheCodeHasNot() {
    Set<String> known = new TreeSet<>();
    Arrays.stream(CloseCode.values()).forEach(code -> known.add(Integer.toString(code.code())));
    assertThat(OWN_CLOSE_CODE.matcher(text(PROTOCOL)).results().map(MatchResult::group))
        .isNotEmpty()
        .isSubsetOf(known);
  }

  @Test
  void theWebClientKnowsEveryCloseCodeAndAfterWhichNotToComeBack() {
    String connection = text(WEB_CLIENT);
    String finals = connection.split("const FINAL_CODES = \\[", -1)[1].split("]", -1)[0];
    assertThat(CloseCode.values())
        .allSatisfy(
            code -> {
              assertThat(connection).contains("  " + code.code() + ": '" + code.name() + "',");
              assertThat(finals.contains("'" + code.name() + "'"))
                  .as(code.name())
                  .isEqualTo(code.isFinal());
              assertThat(text(PROTOCOL).lines())
                  .anyMatch(
                      line ->
                          line.startsWith("| " + code.code() + " |")
                              && line.contains("comes back with back-off") != code.isFinal());
            });
  }

  @Test
  void everyErrorCodeIsInTheProtocol() {
    assertThat(ErrorCode.values())
        .allSatisfy(code -> assertThat(text(PROTOCOL)).contains("| `" + code.name() + "` |"));
  }

  @Test
  void theLimitsOfTheProtocolAreThoseOfTheCode() {
    assertThat(text(PROTOCOL))
        .contains("in bytes of UTF-8 | " + Limits.MAX_FRAME_BYTES + " |")
        .contains("in a frame, in bytes | " + Limits.MAX_SERVER_FRAME_BYTES + " |")
        .contains("in characters | 1 to " + Limits.MAX_NAME_LENGTH + " |")
        .contains("itself included | " + Limits.MAX_DEPTH + " |")
        .contains("is forgiven | " + Limits.MAX_FAULTS + " |")
        .contains("until `hello` | " + Limits.HELLO_TIMEOUT.toSeconds() + " |");
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aFrameOfTheProtocolIsReadAndWrittenAsItStands(String example) {
    JsonObject frame = new JsonObject(example);
    assertThat(
            Stream.of(
                again(FrameCodec::decodeFromClient, example),
                again(FrameCodec::decodeFromProxy, example)))
        .contains(Optional.of(frame));
  }

  static List<String> frames() {
    return blocks(PROTOCOL, "json");
  }

  @Test
  void theProtocolShowsEveryKindOfFrame() {
    assertThat(frames())
        .extracting(example -> new JsonObject(example).getString("op"))
        .contains("hello", "welcome", "notify", "event", "error", "bye");
  }

  @Test
  void everyKeyOfTheSchemaOfASettingIsInTheConfiguration() {
    String configuration = text(CONFIGURATION);
    List<Path> schemas =
        files(SCHEMAS).stream().filter(schema -> !schema.endsWith(PLAN_SCHEMA)).toList();
    assertThat(schemas).hasSizeGreaterThan(5);
    for (Path schema : schemas) {
      Set<String> keys = new TreeSet<>();
      collectKeys(new JsonObject(text(schema)), keys);
      assertThat(keys)
          .as(schema.toString())
          .isNotEmpty()
          .allSatisfy(
              key ->
                  assertThat(configuration)
                      .containsPattern("[`.]" + Pattern.quote(key) + "(\\[])?[`.]"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "json", "sql"})
  void whatIsQuotedOfTheExampleModsIsWhatTheirFilesSay(String language) {
    List<String> sources =
        Stream.of(
                Path.of("src", "test", "java", "dev", "delos", "docs", "greeter"),
                Path.of("src", "test", "java", "dev", "delos", "docs", "keeper"),
                Path.of("src", "test", "resources", "docs", "greeter"),
                Path.of("src", "test", "resources", "docs", "keeper"))
            .flatMap(folder -> files(folder).stream())
            .map(DocsTest::text)
            .toList();
    assertThat(blocks(MODS, language))
        .isNotEmpty()
        .allSatisfy(block -> assertThat(sources).anyMatch(source -> source.contains(block)));
  }

  @Test
  void theReadmeIsShort() {
    assertThat(text(README).lines().count()).isLessThanOrEqualTo(120);
  }

  @Test
  void theContinuousIntegrationRunsTheTestCommandOfTheReadme() {
    String section = text(README).split("(?m)^## Test$", -1)[1].split("(?m)^## ", -1)[0];
    String command = blocks(section, "sh").get(0).strip();
    assertThat(text(Path.of(".ci", "run")).strip()).endsWith("\nexec " + command);
  }

  private static Optional<JsonObject> again(
      Function<String, ? extends Frame> decode, String example) {
    try {
      return Optional.of(new JsonObject(FrameCodec.encode(decode.apply(example))));
    } catch (FrameException notFromThere) {
      return Optional.empty();
    }
  }

  /** The names of the properties, however deep. */
  private static void collectKeys(Object schema, Set<String> keys) {
    if (schema instanceof JsonObject object) {
      if (object.getValue("properties") instanceof JsonObject properties) {
        keys.addAll(properties.fieldNames());
      }
      object.forEach(member -> collectKeys(member.getValue(), keys));
    } else if (schema instanceof JsonArray array) {
      array.forEach(element -> collectKeys(element, keys));
    }
  }

  private static List<String> blocks(Path document, String language) {
    return blocks(text(document), language);
  }

  /** The fenced blocks of a language, without their fences. */
  private static List<String> blocks(String markdown, String language) {
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
        .matcher(markdown)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
