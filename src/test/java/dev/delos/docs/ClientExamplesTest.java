package dev.delos.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.MutableClock;
import dev.delos.client.Node;
import dev.delos.client.NpmPackage;
import dev.delos.launcher.TestNetwork;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who takes the package, or the protocol's page, can sign in with it on a whole network. */
class ClientExamplesTest {
  private static final Path EXAMPLES = Path.of("docs", "examples");
  private static final Path LICENSE = Path.of("LICENSE");

  private static TestNetwork network;

  @BeforeAll
  static void start(@TempDir Path directory) {
    network = TestNetwork.start(directory, MutableClock.at("2026-11-25T12:00:00Z"));
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Test
  void aClientOfFiftyLinesThatKnowsThePageAloneSignsIn(@TempDir Path directory) throws IOException {
    Node.needs("python3");
    Path script = EXAMPLES.resolve("signin.py").toAbsolutePath();
    assertThat(Files.readAllLines(script).stream().filter(line -> !line.isBlank()).count())
        .isLessThanOrEqualTo(55);
    ProcessBuilder python =
        new ProcessBuilder(
            "python3", script.toString(), network.page().getAuthority(), "Python player");
    List<String> printed = Node.run(directory, python).lines().toList();
    assertThat(printed).hasSize(8);
    assertThat(printed.get(0)).startsWith("2026-11-23 expired ");
    assertThat(printed.get(2)).startsWith("2026-11-25 claimable ");
    String reward = printed.get(2).replaceFirst("2026-11-25 claimable ", "");
    assertThat(reward).matches("\\w[\\w ]+");
    assertThat(printed.get(7)).isEqualTo("CLAIMED " + reward);
    assertThat(claims("python player")).isEqualTo(1);
    assertThat(Node.run(directory, python).lines()).last().asString().startsWith("ALREADY_CLAIMED");
  }

  @Test
  void thePackageInstallsInAFreshNodeAndSignsIn(@TempDir Path project) throws IOException {
    Node.needs("node", "npm");
    NpmPackage.install(project);
    Files.copy(EXAMPLES.resolve("signin.mjs"), project.resolve("signin.mjs"));
    ProcessBuilder node = Node.process("signin.mjs", network.webSocket().toString(), "Node player");
    assertThat(Node.run(project, node).lines())
        .hasSize(2)
        .contains("Node player is in")
        .anyMatch(line -> line.matches("CLAIMED \\w[\\w ]+"));
    assertThat(claims("node player")).isEqualTo(1);

    Path installed = project.resolve("node_modules").resolve("delos.js");
    assertThat(installed.resolve("LICENSE")).hasSameTextualContentAs(LICENSE);
    JsonObject manifest = new JsonObject(Files.readString(installed.resolve("package.json")));
    assertThat(manifest.getString("version")).isEqualTo(pomVersion());
    assertThat(manifest.fieldNames()).doesNotContain("dependencies", "scripts");
    try (Stream<Path> files = Files.walk(installed)) {
      assertThat(files.filter(Files::isRegularFile).map(installed::relativize).map(Path::toString))
          .allMatch(
              name -> name.matches("LICENSE|README.md|package.json|delos.(js|d.ts)|delos/.+\\.js"));
    }
  }

  @Test
  void theDeclarationsAreStrictAndThoseOfTheImplementation(@TempDir Path project) {
    Node.needs("node", "npm");
    NpmPackage.install(project);
    new TypeScript(project).check();
  }

  @Test
  void theReadmeOfThePackageQuotesTheExample() throws IOException {
    String example = Files.readString(EXAMPLES.resolve("signin.mjs"));
    assertThat(Path.of("js", "README.md"))
        .content()
        .contains("```js\n" + example.substring(example.indexOf('\n') + 1) + "```\n");
  }

  private static String pomVersion() throws IOException {
    return Pattern.compile("<artifactId>delos</artifactId>\\s+<version>([^<]+)<")
        .matcher(Files.readString(Path.of("pom.xml")))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  private static long claims(String guest) {
    return network
        .database()
        .count("SELECT count(*) FROM daily.sign_in WHERE uid = 'guest:" + guest + "'");
  }
}
