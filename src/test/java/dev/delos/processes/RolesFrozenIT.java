package dev.delos.processes;

import static dev.delos.processes.Scene.await;
import static dev.delos.processes.Scene.figure;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each role frozen until the others give it up, and woken: the rest works meanwhile, and it heals
 * by itself. That no heap grows meanwhile is shown in one JVM, by the bounds of the outbox.
 */
@ExtendWith(OnOneScene.class)
class RolesFrozenIT {
  private final Scene scene;

  RolesFrozenIT(Scene scene) {
    this.scene = scene;
  }

  @Test
  void aService() {
    freeze("a service", 3002);
  }

  @Test
  void aLobby() {
    freeze("a lobby", 2002);
  }

  @Test
  void aProxy() {
    freeze("a proxy", 1002);
  }

  @Test
  void theActiveMaster() {
    freeze("the active master", scene.caller().activeMaster().orElseThrow());
  }

  private void freeze(String what, int serverId) {
    List<Integer> rest = Scene.nodes().filter(other -> other != serverId).toList();
    List<Long> pids = Scene.nodes().map(node -> scene.process(node).pid()).toList();
    long frozen = System.nanoTime();
    scene.process(serverId).signal("STOP");
    try {
      await().until(() -> scene.caller().isGone(serverId));
      figure("-STOP of " + what + ": the others know", frozen);
      scene.awaitCallsWork(rest);
      figure("-STOP of " + what + ": all calls work without it", frozen);
      scene.report("-STOP of " + what, frozen);
      assertThat(scene.caller().sightings().longestGap(frozen)).isLessThan(Duration.ofSeconds(20));
    } finally {
      scene.process(serverId).signal("CONT");
    }
    long woken = System.nanoTime();
    scene.awaitCallsWork(Scene.nodes().toList());
    figure("-CONT of " + what + ": all calls work with it", woken);
    scene.report("-CONT of " + what, woken);
    assertThat(Scene.nodes().map(node -> scene.process(node).pid())).isEqualTo(pids);
  }
}
