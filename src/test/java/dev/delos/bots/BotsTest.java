package dev.delos.bots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.launcher.TestNetwork;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bots on a whole network in this JVM. */
class BotsTest {
  @TempDir private static Path directory;
  private static TestNetwork network;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeAll
  static void start() {
    network = TestNetwork.start(directory, Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Test
  void allSignInGoOnAndComeBack() {
    int code = run("--name a --count 20 --rate 40 --time 3s --pace 500ms --reconnect 5");
    assertThat(code).as(text()).isZero();
    assertThat(text())
        .contains("bots: 20 of 20 signed in")
        .containsPattern("CLAIMED +20\\n")
        .contains("failures: none")
        .containsPattern(" s  connected \\d+, connecting \\d+, signed in \\d+, requests/s \\d+");
    assertThat(timed("login")).isEqualTo(20);
    assertThat(timed("claim")).isEqualTo(20);
    assertThat(timed("open")).isGreaterThan(60);
    assertThat(timed("reconnect")).isBetween(5, 15);
    assertThat(
            network
                .database()
                .count("SELECT count(*) FROM daily.sign_in WHERE uid LIKE 'guest:a%'"))
        .isEqualTo(20);
  }

  @Test
  void aConnectionThatTheNetworkEndsIsAFailureUnlessItIsExpected() {
    assertThat(runWithKick("k", "")).as(text()).isEqualTo(1);
    assertThat(text()).containsPattern("connection.closed-4411 +1\\n");
    out.reset();
    assertThat(runWithKick("e", " --expect connection.closed-4411")).as(text()).isZero();
    assertThat(text())
        .containsPattern("connection.closed-4411 +1\\n")
        .contains("failures that were not expected: 0");
  }

  @Test
  void playersOfAnotherLoginBringTheirTokens() throws Exception {
    List<String> tokens = new ArrayList<>();
    for (String uid : List.of("shop:1", "shop:2")) {
      tokens.add(
          network.signed(
              new JsonObject()
                  .put("sub", uid)
                  .put("name", uid)
                  .put("exp", Clock.systemUTC().instant().getEpochSecond() + 600)));
    }
    Path file = Files.write(directory.resolve("tokens"), tokens);
    assertThat(run("--count 2 --time 2s --tokens " + file)).as(text()).isZero();
    assertThat(
            network
                .database()
                .count("SELECT count(*) FROM daily.sign_in WHERE uid IN ('shop:1', 'shop:2')"))
        .isEqualTo(2);
  }

  private int runWithKick(String name, String more) {
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(() -> run("--count 2 --time 4s --name " + name + more));
    Awaitility.await().until(() -> text().contains("signed in 2"));
    network.operator("/player/kick", new JsonObject().put("uid", "guest:" + name + 1).encode());
    return code.join();
  }

  private int run(String options) {
    List<String> args = new ArrayList<>(List.of("--url", network.webSocket().toString()));
    args.addAll(List.of(options.split(" ")));
    return BotsCommand.run(args, new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private int timed(String step) {
    Matcher line = Pattern.compile("(?m)^" + step + " +(\\d+)( +[0-9.]+){5}$").matcher(text());
    assertThat(line.find()).as(text()).isTrue();
    return Integer.parseInt(line.group(1));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
