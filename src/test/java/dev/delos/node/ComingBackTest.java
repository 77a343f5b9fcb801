package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.config.SessionConfig;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.SessionCalls;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Java client comes back by itself, and nothing is lost or comes twice. */
class ComingBackTest {
  private static final int MANY = 400;

  /** A session waits for less than a client's back-off. */
  private static final SessionConfig QUICK =
      new SessionConfig(Duration.ofMillis(100), Duration.ofMillis(200), 64L << 20);

  private final EdgeNetwork network = new EdgeNetwork();
  private final Journal journal = network.journal();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aWireThatBreaksAgainAndAgainLosesNothing() {
    network.proxy(1001).lobby(2001);
    Wire wire = new Wire(network.vertx(), network.url(1001));
    DelosClient client = network.connectToStay("ann", wire.url());
    sayMany(client, 2, said -> {});
    for (int i = 0; i < 3; i++) {
      int before = i;
      Awaitility.await()
          .until(() -> Collections.frequency(engine(client), "back true NONE") == before);
      wire.snap();
    }
    awaitAllHeard(client, "2001 ");
    Awaitility.await().until(() -> Collections.frequency(engine(client), "back true NONE") == 3);
    assertThat(EdgeNetwork.probe(client).engine()).noneMatch(line -> line.contains("false"));
    assertThat(journal.lines(line -> line.contains(" add ") || line.contains(" del ")))
        .containsExactly("2001 add ann");
    assertThat(client.closed().isComplete()).isFalse();
  }

  private static List<String> engine(DelosClient client) {
    return List.copyOf(EdgeNetwork.probe(client).engine());
  }

  @Test
  void whatNoProxyWouldTakeIsNotSaidAndWhatFollowsIs() {
    network.proxy(1001).lobby(2001);
    DelosClient client = network.connectToStay("ann", network.url(1001));
    EdgeNetwork.probe(client).say("x".repeat(20_000));
    EdgeNetwork.probe(client).say("short");
    Awaitility.await().until(() -> !EdgeNetwork.probe(client).heard().isEmpty());
    assertThat(EdgeNetwork.probe(client).heard()).containsExactly("2001 short");
    assertThat(EdgeNetwork.probe(client).engine()).isEmpty();
  }

  @Test
  void aSilentConnectionIsCutByTheProxyAndTheClientGoesOn() {
    network
        .proxy(1001, new SessionConfig(Duration.ofSeconds(60), Duration.ofMillis(400), 64L << 20))
        .lobby(2001);
    Wire wire = new Wire(network.vertx(), network.url(1001));
    DelosClient client = network.connectToStay("ann", wire.url());
    wire.freeze();
    EdgeNetwork.probe(client).say("into the silence");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> EdgeNetwork.probe(client).heard().contains("2001 into the silence"));
    assertThat(EdgeNetwork.probe(client).engine()).contains("back true NONE");
  }

  @Test
  void aSessionThatIsOverIsToldAndTheClientBeginsAnew() {
    network.proxy(1001, QUICK).lobby(2001);
    Wire wire = new Wire(network.vertx(), network.url(1001));
    DelosClient client = network.connectToStay("ann", wire.url());
    wire.snap();
    Awaitility.await().until(() -> EdgeNetwork.probe(client).engine().size() == 2);
    assertThat(EdgeNetwork.probe(client).engine())
        .containsExactly("lost 1006 true", "back false SESSION_OVER");
    EdgeNetwork.probe(client).say("here");
    journal.awaitInOrder("2001 add ann", "2001 del ann", "2001 add ann", "2001 heard ann: here");
  }

  @Test
  void whoseConnectionIsOnlyOneDoesNotComeBack() {
    network.proxy(1001).lobby(2001);
    Wire wire = new Wire(network.vertx(), network.url(1001));
    DelosClient client = network.newClient();
    Await.get(client.connectOnce(wire.url(), network.token("ann")));
    wire.snap();
    assertThat(Await.get(client.closed()).code()).isEqualTo(1006);
    assertThat(EdgeNetwork.probe(client).engine()).containsExactly("lost 1006 false");
  }

  @Test
  void aPlayerWhoIsKickedDoesNotComeBack() {
    network.proxy(1001).lobby(2001);
    DelosClient client = network.connectToStay("ann", network.url(1001));
    JsonObject args =
        new JsonObject().put("uid", "ann").put("code", "KICKED").put("message", "by a test");
    Await.get(ask(SessionCalls.CLOSE, args));
    assertThat(Await.get(client.closed()).code()).isEqualTo(CloseCode.KICKED.code());
    assertThat(EdgeNetwork.probe(client).engine()).containsExactly("lost 4411 false");
  }

  @Test
  void aMoveBetweenLobbiesWhileTheWireBreaksLosesNothing() {
    network.proxy(1001).lobby(2001);
    Wire wire = new Wire(network.vertx(), network.url(1001));
    DelosClient client = network.connectToStay("ann", wire.url());
    network.lobby(2002);
    sayMany(
        client,
        5,
        said -> {
          if (said == 200) {
            ask(SessionCalls.TRANSFER, new JsonObject().put("uid", "ann").put("serverId", 2002))
                .onFailure(failure -> journal.add("not moved: " + failure));
            wire.snap();
          }
        });
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> EdgeNetwork.probe(client).heard().size() >= MANY);
    assertThat(EdgeNetwork.probe(client).heard().stream().map(line -> line.substring(5)))
        .containsExactlyElementsOf(texts());
    journal.awaitInOrder("2001 add ann", "2001 del ann by transfer", "2002 add ann by transfer");
  }

  @Test
  void aProxyThatIsDrainedUnderTrafficLosesNothing() {
    network.proxy(1001).proxy(1002).lobby(2001);
    DelosClient client = network.connectToStay("ann", network.url(1001), network.url(1002));
    sayMany(
        client,
        5,
        said -> {
          if (said == 150) {
            network
                .vertx()
                .executeBlocking(
                    () -> {
                      network.retire(1001);
                      return null;
                    })
                .onFailure(failure -> journal.add("not retired: " + failure));
          }
        });
    awaitAllHeard(client, "2001 ");
    assertThat(EdgeNetwork.probe(client).engine())
        .containsExactly("lost 1001 true", "back true NONE");
    assertThat(journal.lines(line -> line.contains(" del "))).isEmpty();
    assertThat(network.online("ann").orElseThrow().proxyId()).isEqualTo(1002);
  }

  /** Says a text every few milliseconds, and lets something happen meanwhile. */
  private void sayMany(DelosClient client, int pauseMs, IntConsumer then) {
    Await.get(client.onContext(() -> say(client, 0, pauseMs, then)));
  }

  private Future<Void> say(DelosClient client, int said, int pauseMs, IntConsumer then) {
    if (said == MANY) {
      return Future.succeededFuture();
    }
    EdgeNetwork.probe(client).say("n" + said);
    then.accept(said);
    return network
        .vertx()
        .timer(pauseMs, TimeUnit.MILLISECONDS)
        .compose(later -> say(client, said + 1, pauseMs, then));
  }

  private static List<String> texts() {
    return IntStream.range(0, MANY).mapToObj(i -> "n" + i).toList();
  }

  private static void awaitAllHeard(DelosClient client, String from) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> EdgeNetwork.probe(client).heard().size() >= MANY);
    assertThat(EdgeNetwork.probe(client).heard())
        .containsExactlyElementsOf(texts().stream().map(text -> from + text).toList());
  }

  private Future<JsonObject> ask(String method, JsonObject args) {
    return network.ask(1001, method, args);
  }
}
