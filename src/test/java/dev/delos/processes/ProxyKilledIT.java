package dev.delos.processes;

import static dev.delos.processes.Scene.await;
import static dev.delos.processes.Scene.figure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.mods.daily.DailyClientSystem;
import dev.delos.mods.daily.DailyMod;
import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.Mod;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.ClientHost;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A player's session goes on at another proxy, whatever ends the first. */
@ExtendWith(OnOneScene.class)
class ProxyKilledIT {
  private final Scene scene;
  private final Vertx vertx = Vertx.vertx();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  ProxyKilledIT(Scene scene) {
    this.scene = scene;
  }

  @Test
  void aSessionOutlivesKillNineOfItsProxy() throws Exception {
    DelosClient client = connect("survivor");
    long killed = System.nanoTime();
    scene.process(1001).kill();
    await().until(() -> !seen.isEmpty());
    figure("kill -9 of a proxy: a session goes on at the other", killed);
    goesOn(client, "true PROXY_DIED");
  }

  @Test
  void aSessionOutlivesSigtermOfItsProxyWithoutLoss() throws Exception {
    DelosClient client = connect("mover");
    long asked = System.nanoTime();
    scene.process(1001).terminate();
    await().until(() -> !seen.isEmpty());
    figure("SIGTERM of a proxy: a session goes on at the other", asked);
    goesOn(client, "true NONE");
  }

  private DelosClient connect(String name) throws Exception {
    DelosClient client =
        Player.stay(vertx, name, scene.network().pages(), List.of(new DailyMod(), new Watch()));
    Await.get(client.system(DailyClientSystem.class).display());
    return client;
  }

  private void goesOn(DelosClient client, String outcome) {
    await().until(() -> !seen.isEmpty());
    assertThat(seen).containsExactly(outcome);
    String code = Await.get(client.system(DailyClientSystem.class).claimToday()).getString("code");
    assertThat(code).isEqualTo("CLAIMED");
    assertThat(client.closed().isComplete()).isFalse();
    Await.get(client.close());
    Await.get(vertx.close());
    assertThat(scene.process(1001).exitCode(Duration.ofSeconds(15))).isNotZero();
    scene.makeWhole();
  }

  /** Writes down what became of the connection. */
  private final class Watch implements Mod {
    @Override
    public String name() {
      return "watch";
    }

    @Override
    public void register(Systems systems) {
      systems.client("Watcher", Watcher::new);
    }

    private final class Watcher extends ClientSystem {
      Watcher(ClientHost host) {
        super(host);
      }

      @Override
      public Future<?> start() {
        listenForEvent(
            engineNamespace(),
            engineSystemName(),
            EngineEvents.CONNECTION_RESUMED,
            data -> seen.add(data.getValue("resumed") + " " + data.getString("loss")));
        return Future.succeededFuture();
      }
    }
  }
}
