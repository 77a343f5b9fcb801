package dev.delos.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Our look at the command line leaves Vert.x's own options alone. */
class ConfOptionTest {
  @Test
  void theLaunchersOwnOptionsAreLeftToIt() {
    ConfOption options =
        parse(
            "-cluster -cluster-host 10.0.0.1 -cluster-port 15001 -cluster-public-host host"
                + " -cluster-public-port 15002 -options {} -conf conf/lobby.json");
    assertThat(options.clustered()).isTrue();
    assertThat(options.conf()).isEqualTo("conf/lobby.json");
  }

  @Test
  void theFolderConfIsReadWithoutACluster() {
    assertThat(parse("").conf()).isEqualTo("conf");
    assertThat(parse("-cluster-port 15001").clustered()).isFalse();
    assertThat(parse("-c").clustered()).isTrue();
  }

  private static ConfOption parse(String line) {
    return ConfOption.parse(line.isEmpty() ? new String[0] : line.split(" "));
  }
}
