package dev.delos.processes;

import static dev.delos.processes.Scene.figure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.launcher.DelosProcess;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sign-in through processes of each role, and nodes that leave in order under load. */
@ExtendWith(OnOneScene.class)
class RolesLeaveIT {
  /** A stop takes 10 seconds at most; more is this machine's business. */
  private static final Duration BOUND = Duration.ofSeconds(15);

  /** What the JVM ends with on SIGTERM, whatever happened before. */
  private static final int TERMINATED = 143;

  private final Scene scene;

  RolesLeaveIT(Scene scene) {
    this.scene = scene;
  }

  @Test
  void aGuestSignsInOnceAtEachProxy() throws Exception {
    for (int proxy : ProcessNetwork.PROXIES) {
      assertThat(scene.claimOfANewGuest(proxy)).isEqualTo("CLAIMED");
    }
  }

  @Test
  void aSecondNodeOfTheSameIdIsRefused() {
    try (DelosProcess twin = scene.network().startTwin(2001)) {
      assertThat(twin.exitCode(Duration.ofSeconds(60))).isEqualTo(78);
      assertThat(twin.err())
          .contains("serverId: found 2001, which another node of the network has");
    }
  }

  @Test
  void aLobbyOnSigterm() {
    terminate("a lobby", 2001);
  }

  @Test
  void aServiceOnSigterm() {
    terminate("a service", 3002);
  }

  @Test
  void aLobbyOnTheOperatorsCommand() throws Exception {
    long asked = System.nanoTime();
    JsonObject answer =
        scene
            .network()
            .operator(
                scene.caller().activeMaster().orElseThrow(),
                "/server/drain",
                new JsonObject().put("serverId", 2002));
    assertThat(answer.getInteger("code")).as(answer.encode()).isEqualTo(1);
    leaves("the operators' drain of a lobby", 2002, 0, asked);
  }

  private void terminate(String what, int serverId) {
    long asked = System.nanoTime();
    scene.process(serverId).terminate();
    leaves("SIGTERM of " + what, serverId, TERMINATED, asked);
  }

  private void leaves(String what, int serverId, int exitCode, long asked) {
    assertThat(scene.process(serverId).exitCode(BOUND)).isEqualTo(exitCode);
    figure(what + ": the process has ended", asked);
    List<Integer> rest = Scene.nodes().filter(other -> other != serverId).toList();
    scene.awaitCallsWork(rest);
    scene.report(what, asked);
    assertThat(scene.players().badSince(asked)).isEmpty();
    assertThat(scene.process(serverId).err())
        .doesNotContain("did not stop")
        .doesNotContain("hangs");
  }
}
