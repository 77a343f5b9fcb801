package dev.delos.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.FreePort;
import dev.delos.config.ConfFolder;
import dev.delos.config.ConfigLoader;
import dev.delos.database.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that can't be: one line with file, key, what was found and what is allowed. */
class WrongStartIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path directory;
  private ConfFolder conf;

  @BeforeEach
  void copy() {
    conf = ConfFolder.copyTo(directory);
  }

  @Test
  void anUnknownKey() {
    conf.change("proxy.json", json -> json.put("prot", 80));
    assertThat(refusal(Map.of()))
        .isEqualTo(
            "delos: proxy.json: prot: found an unknown key, allowed: forwardedHeader, health, host,"
                + " limits, origins, pingSeconds, port, resumeMegabytes, resumeSeconds, role,"
                + " serverId, tls, tlsInFront, trustedProxies, type");
  }

  @Test
  void aWrongType() {
    conf.change("delos.json", json -> json.put("mode", 1));
    assertThat(refusal(Map.of()))
        .isEqualTo("delos: delos.json: mode: found 1, allowed: dev or production");
  }

  @Test
  void aWeekThatDoesNotBeginOnAMonday() {
    conf.change(
        "mods/daily/mod.json",
        json ->
            json.getJsonObject("config")
                .getJsonArray("weeks")
                .getJsonObject(0)
                .put("from", "2026-01-06"));
    assertThat(refusal(Map.of()))
        .isEqualTo(
            "delos: mods/daily/mod.json: config.weeks[0].from: found 2026-01-06, allowed: a Monday,"
                + " such as 2026-01-05");
  }

  @Test
  void aDatabaseThatIsNotThere() throws IOException {
    int port = FreePort.find();
    conf.change(
        "delos.json",
        json ->
            json.put(
                "database",
                new JsonObject()
                    .put("url", "postgresql://delos:hunter2@127.0.0.1:" + port + "/d")));
    assertThat(refusal(Map.of()))
        .startsWith("delos: delos.json: database.url: found ")
        .contains("127.0.0.1:" + port)
        .contains("connection refused")
        .endsWith("allowed: a reachable PostgreSQL")
        .doesNotContain("hunter2");
  }

  @Test
  void aDatabaseUrlThatIsNoneInTheEnvironment() {
    assertThat(refusal(Map.of(ConfigLoader.DATABASE_URL, "mysql://u:hunter2@h/db")))
        .startsWith("delos: environment: DELOS_DATABASE_URL: found ")
        .doesNotContain("hunter2");
  }

  @Test
  void aPasswordThatPostgresqlRefuses() {
    try (TestDatabase database = TestDatabase.create()) {
      String url = database.connectionString().replaceFirst(":[^:@]*@", ":wrong@");
      assertThat(refusal(Map.of(ConfigLoader.DATABASE_URL, url)))
          .startsWith("delos: environment: DELOS_DATABASE_URL: found ")
          .contains("28P01");
    }
  }

  @Test
  void aPortInUse() throws IOException {
    try (TestDatabase database = TestDatabase.create();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      conf.change("proxy.json", json -> json.put("port", taken.getLocalPort()));
      assertThat(refusal(Map.of(ConfigLoader.DATABASE_URL, database.connectionString())))
          .startsWith("delos: proxy.json: port: found " + taken.getLocalPort() + " on 127.0.0.1")
          .endsWith("allowed: a free port, on an address of this machine");
    }
  }

  @Test
  void aSchemaThatIsNewerThanTheJar() {
    try (TestDatabase database = TestDatabase.create()) {
      Map<String, String> environment =
          Map.of(ConfigLoader.DATABASE_URL, database.connectionString());
      try (DelosProcess first = DelosProcess.run(conf, environment)) {
        first.awaitReady();
      }
      database.execute(
          "INSERT INTO daily.flyway_schema_history SELECT installed_rank + 1000, '99', 'later',"
              + " type, 'V99__later.sql', 1, installed_by, installed_on, 1, true"
              + " FROM daily.flyway_schema_history WHERE version = '1'");
      assertThat(refusal(environment))
          .startsWith("delos: environment: DELOS_DATABASE_URL: found schema daily with version 99")
          .contains("allowed: up to version 6");
    }
  }

  @Test
  void aConfigurationThatIsNotThere() throws IOException {
    conf.delete("delos.json");
    assertThat(refusal(Map.of()))
        .isEqualTo("delos: delos.json: (file): found no readable file, allowed: a JSON file");
  }

  /** The one line on standard error; logs of the embedded database's steps are not of it. */
  private String refusal(Map<String, String> environment) {
    try (DelosProcess process = DelosProcess.run(conf, environment)) {
      assertThat(process.exitCode(LIMIT)).isEqualTo(78);
      assertThat(process.out()).doesNotContain("is ready");
      String err = process.err().replace(conf.path() + "/", "");
      assertThat(err).doesNotContain("\tat ").doesNotContain("Exception");
      List<String> ours = err.lines().filter(line -> line.startsWith("delos: ")).toList();
      assertThat(ours).as(err).hasSize(1);
      return ours.get(0);
    }
  }
}
