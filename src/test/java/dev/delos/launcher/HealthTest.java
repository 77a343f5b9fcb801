package dev.delos.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.config.ConfFolder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each node says of its health. */
class HealthTest {
  private static final int[] NODES = {1001, 2001, 3001, 9001};

  @TempDir Path directory;

  @Test
  void everyNodeLivesAndIsReady() {
    try (TestNetwork network = TestNetwork.start(directory, Clock.systemUTC())) {
      for (int serverId : NODES) {
        assertThat(network.health(serverId, "live").statusCode()).isEqualTo(200);
        assertThat(network.health(serverId, "ready").statusCode()).isEqualTo(200);
      }
      assertThat(check(network.health(3001, "ready"), "status").getString("status"))
          .isEqualTo("UP");
      assertThat(check(network.health(3001, "ready"), "database")).isNotNull();
    }
  }

  @Test
  void aNodeThatSeesTooFewProcessesLivesAndIsNotReady() {
    ConfFolder conf =
        ConfFolder.copyTo(directory).change("delos.json", json -> json.put("minimumMembers", 2));
    try (TestNetwork network = TestNetwork.start(conf, Clock.systemUTC())) {
      HttpResponse<String> ready = network.health(2001, "ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(check(ready, "members").getJsonObject("data").getString("members"))
          .isEqualTo("1 of at least 2");
      assertThat(network.health(2001, "live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aNodeWhoseDatabaseIsGoneLivesAndIsNotReady() {
    try (TestNetwork network = TestNetwork.start(directory, Clock.systemUTC())) {
      network.database().close();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(network.health(3001, "ready").statusCode()).isEqualTo(503));
      assertThat(check(network.health(3001, "ready"), "database").getString("status"))
          .isEqualTo("DOWN");
      assertThat(network.health(3001, "live").statusCode()).isEqualTo(200);
    }
  }

  private static JsonObject check(HttpResponse<String> answer, String id) {
    JsonArray checks = new JsonObject(answer.body()).getJsonArray("checks");
    return checks.stream()
        .map(JsonObject.class::cast)
        .filter(check -> check.getString("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(answer.body()));
  }
}
