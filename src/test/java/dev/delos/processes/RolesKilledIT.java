package dev.delos.processes;

import static dev.delos.processes.Scene.await;
import static dev.delos.processes.Scene.figure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each role killed with -9 while players and callers go on; nothing else is started again. */
@ExtendWith(OnOneScene.class)
class RolesKilledIT {
  private final Scene scene;

  RolesKilledIT(Scene scene) {
    this.scene = scene;
  }

  @Test
  void aService() {
    scene.process(3001).signal("STOP");
    Future<JsonObject> inFlight = scene.caller().ask(3001);
    long killed = System.nanoTime();
    scene.process(3001).kill();
    Throwable failure = Await.failure(inFlight);
    long failedAfter = Scene.msSince(killed);
    figure("kill -9 of a service: the call in flight fails with " + Caller.code(failure), killed);
    assertThat(Caller.code(failure)).isEqualTo("NODE_LEFT");
    assertThat(failedAfter).isLessThan(Caller.TIMEOUT.toMillis() / 2);
    long firstGood = firstGoodAnswerOfAnother(killed);
    assertThat(firstGood).isLessThan(10_000);
    afterwards("a service", 3001, killed);
  }

  private long firstGoodAnswerOfAnother(long killed) {
    await().until(() -> scene.caller().sightings().firstGoodMs(killed).isPresent());
    long firstGood = scene.caller().sightings().firstGoodMs(killed).orElseThrow();
    System.out.printf(
        "FIGURE kill -9 of a service: first good answer of another: %d ms%n", firstGood);
    return firstGood;
  }

  @Test
  void aLobby() {
    int connections = scene.connections();
    long killed = kill(2001);
    await().until(() -> scene.caller().find(2002).orElseThrow().load() >= 6);
    figure("kill -9 of a lobby: its players are on the other", killed);
    afterwards("a lobby", 2001, killed);
    System.out.printf(
        "FIGURE kill -9 of a lobby: %d new connections%n", scene.connections() - connections);
  }

  @Test
  void aProxy() {
    long killed = kill(1001);
    await().until(() -> scene.caller().find(1002).orElseThrow().load() >= 6);
    figure("kill -9 of a proxy: its players are on the other", killed);
    afterwards("a proxy", 1001, killed);
  }

  @Test
  void theActiveMaster() {
    int active = scene.caller().activeMaster().orElseThrow();
    int other = active == 9001 ? 9002 : 9001;
    long killed = kill(active);
    await().until(() -> scene.query(other) == 1);
    figure("kill -9 of the active master: the other runs commands", killed);
    afterwards("the active master", active, killed);
  }

  private long kill(int serverId) {
    long killed = System.nanoTime();
    scene.process(serverId).kill();
    return killed;
  }

  /** All that was not killed works without it; then it comes back, and all works with it. */
  private void afterwards(String what, int killedId, long killed) {
    List<Integer> rest = Scene.nodes().filter(serverId -> serverId != killedId).toList();
    scene.awaitCallsWork(rest);
    figure("kill -9 of " + what + ": all calls work without it", killed);
    scene.report("kill -9 of " + what, killed);
    assertThat(scene.players().longestGap(killed)).isLessThan(Duration.ofSeconds(15));
    assertThat(rest).allMatch(serverId -> scene.process(serverId).isAlive());
    scene.makeWhole();
  }
}
