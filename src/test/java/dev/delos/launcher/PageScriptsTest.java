package dev.delos.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.client.Node;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The modules of the page that need no browser, in Node. */
class PageScriptsTest {
  private static final Path PAGE =
      Path.of("src", "main", "resources", "webroot", "daily").toAbsolutePath();

  private static final Path TESTS = Path.of("src", "test", "resources", "page");

  @Test
  void anAttemptKnowsWhatCameOfIt() {
    assertThat(run("attempt.test.mjs")).contains("# fail 0").doesNotContain("# pass 0");
  }

  private static String run(String tests) {
    Node.needs("node");
    ProcessBuilder node = Node.process("--test-reporter=tap", "--test", tests);
    node.environment().put("PAGE", PAGE.toUri().toString());
    return Node.run(TESTS, node);
  }
}
