package dev.delos.bots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.delos.FreePort;
import dev.delos.config.ConfigException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that can't be: one line with what was found and what is allowed. */
class BotsOptionsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--count many          | --count: found many, allowed: a whole number from 1 to 1000000",
        "--count 0             | --count: found 0, allowed: a whole number from 1 to 1000000",
        "--rate -1             | --rate: found -1, allowed: a number a second, from 0.1 to 1000000",
        "--time soon           | --time: found soon, allowed: a time such as 500ms, 30s, 10m or 2h",
        "--pace 0s             | --pace: found 0s, allowed: a time such as 500ms, 30s, 10m or 2h",
        "--reconnect x         | --reconnect: found x, allowed: a number a second, from 0 to 1000000",
        "--url http://h/ws     | --url: found http://h/ws, allowed: a proxy's WebSocket, such as",
        "--name a/b            | --name: found a/b, allowed: 1 to 17 letters, digits, _ . -",
        "--from 10.0.0.2-10.0.0.1 | --from: found 10.0.0.2-10.0.0.1, allowed: an IPv4 address",
        "--from 127.0.0.300    | --from: found 127.0.0.300, allowed: an IPv4 address",
        "--tokens nix          | --tokens: found nix, allowed: a readable file, a token a line",
        "--speed 3             | --speed: found an option that bots doesn't have, allowed: --url,",
        "--count               | --count: found nothing after it, allowed: a value",
        "--count 60000 --rate 9999 | --count: found 60000, allowed: at most ",
        "--count 9 --rate 1 --time 5s | --time: found 5000ms, allowed: more than the 9000ms that",
      })
  void isRefused(String args, String message) {
    assertThat(refusal(args.split(" "))).startsWith("command line: " + message);
  }

  @Test
  void aPortWhereNobodyListens() {
    String url = "ws://127.0.0.1:" + FreePort.find() + "/ws";
    assertThat(refusal("--url", url))
        .startsWith("command line: --url: found " + url + ", where nobody answers (")
        .contains("refused")
        .endsWith("allowed: a proxy's WebSocket, such as ws://127.0.0.1:8080/ws");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aFileWithFewerTokensThanBots() throws Exception {
    Path file = Files.writeString(directory.resolve("tokens"), "a\n\nb\n");
    assertThat(refusal("--count", "3", "--tokens", file.toString()))
        .isEqualTo(
            "command line: --tokens: found "
                + file
                + " with 2 tokens, allowed: 3 tokens, one a"
                + " line");
  }

  @Test
  void aLimitOfOpenFilesThatIsTooLowNamesTheOneThatIsNeeded() {
    ConfigException mistake =
        catchThrowableOfType(ConfigException.class, () -> OpenFiles.check(10_000, 1_024));
    assertThat(mistake.getMessage())
        .contains("1024, is too low")
        .endsWith("or raise the limit: ulimit -n 10500");
    OpenFiles.check(10_000, 10_500);
  }

  @Test
  void aRangeOfLocalAddresses() {
    assertThat(LocalAddresses.range("--from", "127.0.0.254-127.0.1.1"))
        .containsExactly("127.0.0.254", "127.0.0.255", "127.0.1.0", "127.0.1.1");
    assertThat(LocalAddresses.range("--from", "10.0.0.7")).containsExactly("10.0.0.7");
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Usage: java -jar delos.jar bots")
        .contains("--url", "--count", "--rate", "--tokens", "--from", "--expect");
  }

  private String refusal(String... args) {
    return catchThrowableOfType(ConfigException.class, () -> run(args)).getMessage();
  }

  private int run(String... args) {
    return BotsCommand.run(List.of(args), new PrintStream(out, true, StandardCharsets.UTF_8));
  }
}
