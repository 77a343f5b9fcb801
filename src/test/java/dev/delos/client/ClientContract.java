package dev.delos.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.FreePort;
import dev.delos.client.Terminals.Terminal;
import dev.delos.docs.AsyncApi;
import dev.delos.docs.Recorder;
import dev.delos.node.EdgeNetwork;
import dev.delos.node.Wire;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.EventName;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.Limits;
import dev.delos.protocol.SessionCalls;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What both client libraries can do, on a whole edge: a line of the table of docs/CLIENTS.md each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientContract {
  private static final int PROXY = 1001;
  private static final int OTHER_PROXY = 1002;
  private static final int LOBBY = 2001;
  private static final int OTHER_LOBBY = 2002;
  private static final int SERVICE = 3001;
  private static final int NO_SERVICE = 3999;

  private final EdgeNetwork network = new EdgeNetwork();
  private Recorder recorder;
  private Terminals terminals;
  private String uid;
  private Wire wire;
  private Terminal player;

  abstract Terminals terminals(EdgeNetwork network);

  @BeforeAll
  void start() {
    network.proxy(PROXY).proxy(OTHER_PROXY).lobby(LOBBY).lobby(OTHER_LOBBY).service(SERVICE);
    terminals = terminals(network);
    recorder = new Recorder(network.vertx(), network.url(PROXY));
  }

  @AfterAll
  void stop() {
    try {
      if (recorder != null) {
        new AsyncApi().assertConform(recorder);
      }
    } finally {
      if (terminals != null) {
        terminals.close();
      }
      network.close();
    }
  }

  @AfterEach
  void leave() {
    if (player != null) {
      Await.get(player.close());
    }
  }

  /** A player whose way to the proxy can break. */
  private Terminal create() {
    uid = "p" + UUID.randomUUID().toString().substring(0, 8);
    wire = new Wire(network.vertx(), recorder.url());
    player = create(Optional.empty(), wire.url());
    return player;
  }

  private Terminal create(Optional<String> storage, URI... urls) {
    return terminals.create(List.of(urls), network.token(uid), storage);
  }

  private Terminal enter() {
    Terminal entering = create();
    assertThat(Await.get(entering.connect()).getString("uid")).isEqualTo(uid);
    return entering;
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(15)).until(condition);
  }

  /** Those that were said, whichever lobby has answered. */
  private static List<String> texts(Terminal from) {
    return from.heard().stream().map(text -> text.replaceFirst("^2\\d+ ", "")).toList();
  }

  private static String id(Terminal online) {
    return online.player().orElseThrow().getString("id");
  }

  private Future<JsonObject> ask(String method, JsonObject args) {
    return network.ask(PROXY, method, args.put("uid", uid));
  }

  @Test
  void aGuestLogsInByName() {
    uid = "guest:" + UUID.randomUUID().toString().substring(0, 8);
    JsonObject guest =
        Await.get(terminals.logInAsGuest(network.url(PROXY), uid.substring("guest:".length())));
    assertThat(guest.getString("uid")).isEqualTo(uid);
    assertThat(guest.getLong("expiresIn")).isEqualTo(3600);
    player =
        terminals.create(List.of(network.url(PROXY)), guest.getString("token"), Optional.empty());
    assertThat(Await.get(player.connect()).getString("name")).isEqualTo(guest.getString("name"));
    assertThat(Await.get(terminals.logInAsGuest(network.url(PROXY), "a/b")).getString("code"))
        .isEqualTo("BAD_NAME");
  }

  @Test
  void theStateTellsWhereItIsAndWhoIsIn() {
    Terminal entering = create();
    assertThat(entering.player()).isEmpty();
    JsonObject welcome = Await.get(entering.connect());
    assertThat(entering.player()).contains(welcome);
    assertThat(Await.get(entering.connectAgain())).isEqualTo(welcome);
    Await.get(entering.close());
    assertThat(entering.player()).isEmpty();
    assertThat(entering.states())
        .containsExactly("closed NOT_CONNECTED", "connecting", "online", "closed LEFT");
    assertThat(Await.get(entering.connectAgain()).getInteger("code")).isEqualTo(1000);
  }

  @Test
  void anAttemptThatFailsIsFollowedByOneAtTheNextProxy() {
    create();
    URI nobody = URI.create("ws://127.0.0.1:" + FreePort.find() + "/ws");
    player = create(Optional.empty(), nobody, network.url(PROXY));
    assertThat(Await.get(player.connect()).getString("uid")).isEqualTo(uid);
    assertThat(player.states())
        .containsExactly(
            "closed NOT_CONNECTED",
            "connecting",
            "waiting CONNECTION_LOST",
            "connecting",
            "online");
    assertThat(player.engine()).containsExactly("ready");
  }

  @Test
  void aClientThatWaitsTriesAtOnceWhenItIsToldTo() {
    create();
    URI nobody = URI.create("ws://127.0.0.1:" + FreePort.find() + "/ws");
    player = create(Optional.empty(), nobody, nobody, nobody, network.url(PROXY));
    Future<JsonObject> entered = player.connect();
    for (int failures = 1; failures <= 3; failures++) {
      int waits = failures;
      await(() -> player.states().stream().filter(it -> it.startsWith("waiting")).count() == waits);
      assertThat(entered.isComplete()).isFalse();
      var unused = player.connectAgain();
    }
    assertThat(Await.get(entered).getString("uid")).isEqualTo(uid);
  }

  @Test
  void connectOnceIsForOneConnection() {
    create();
    Await.get(player.connectOnce());
    String session = id(player);
    wire.snap();
    await(() -> player.states().contains("closed CONNECTION_LOST"));
    await(() -> player.engine().equals(List.of("ready", "lost 1006 false")));
    assertThat(player.say("to nobody")).isFalse();
    Await.get(player.connectAgain());
    assertThat(id(player)).isEqualTo(session);
    await(() -> player.engine().contains("back true NONE"));
  }

  @Test
  void eventsGoToTheLobbyToServicesAndWithinTheClient() {
    enter();
    player.broadcast("Aside", new JsonObject().put("text", "to myself"));
    assertThat(player.heard()).containsExactly("aside to myself");
    assertThat(player.say("to the lobby")).isTrue();
    assertThat(player.notifyService(SERVICE, "Say", new JsonObject().put("text", "to the service")))
        .isTrue();
    await(() -> player.heard().size() == 3);
    assertThat(texts(player))
        .containsExactlyInAnyOrder("aside to myself", "to the lobby", "3001 to the service");
  }

  @Test
  void aBrokenConnectionComesBackAndNothingIsLost() {
    enter();
    String session = id(player);
    assertThat(player.say("before")).isTrue();
    await(() -> player.heard().size() == 1);
    wire.snap();
    await(() -> player.states().contains("waiting CONNECTION_LOST"));
    assertThat(player.say("meanwhile")).isTrue();
    await(() -> player.heard().size() == 2);
    assertThat(player.say("after")).isTrue();
    await(() -> player.heard().size() == 3);
    assertThat(texts(player)).containsExactly("before", "meanwhile", "after");
    assertThat(player.engine()).containsExactly("ready", "lost 1006 true", "back true NONE");
    assertThat(id(player)).isEqualTo(session);
  }

  @Test
  void theSessionGoesOnAtAnotherProxy() {
    create();
    player = create(Optional.empty(), network.url(PROXY), network.url(OTHER_PROXY));
    Await.get(player.connect());
    String session = id(player);
    player.drop();
    await(() -> player.engine().contains("back true NONE"));
    assertThat(id(player)).isEqualTo(session);
    assertThat(network.online(uid).orElseThrow().proxyId()).isEqualTo(OTHER_PROXY);
  }

  @Test
  void theNextClientOfTheAccountGoesOnWithTheKeptSession() {
    create();
    Optional<String> storage = Optional.of(uid);
    player = create(storage, network.url(PROXY));
    Await.get(player.connect());
    String session = id(player);
    player.say("first");
    await(() -> player.heard().size() == 1);

    Terminal next = create(storage, network.url(PROXY));
    Await.get(next.connect());
    assertThat(id(next)).isEqualTo(session);
    await(() -> next.engine().equals(List.of("ready", "back true NONE")));
    await(() -> player.states().contains("closed LOGGED_IN_ELSEWHERE"));
    await(() -> player.engine().contains("lost 4409 false"));

    Await.get(player.connectAgain());
    assertThat(id(player)).isEqualTo(session);
    await(() -> player.engine().contains("back true EVENTS_DROPPED"));
    await(() -> next.states().contains("closed LOGGED_IN_ELSEWHERE"));
    Await.get(next.close());
    assertThat(network.online(uid).orElseThrow().session()).isEqualTo(session);
  }

  @Test
  void aNewerLoginEndsItAndItDoesNotComeBackByItself() {
    enter();
    Terminal newer = create(Optional.empty(), network.url(PROXY));
    Await.get(newer.connect());
    await(() -> player.states().contains("closed LOGGED_IN_ELSEWHERE"));
    await(() -> player.engine().equals(List.of("ready", "lost 4409 false")));
    assertThat(newer.engine()).containsExactly("ready");
    Await.get(newer.close());
  }

  @Test
  void afterACodeThatIsFinalItDoesNotComeBack() {
    enter();
    Await.get(
        ask(
            SessionCalls.CLOSE,
            new JsonObject().put("code", CloseCode.KICKED.name()).put("message", "by a test")));
    await(() -> player.states().contains("closed KICKED"));
    await(() -> player.engine().equals(List.of("ready", "lost 4411 false")));
    assertThat(player.say("to nobody")).isFalse();

    Terminal forger = terminals.create(List.of(wire.url()), "forged", Optional.empty());
    assertThat(Await.get(forger.connect()).getInteger("code"))
        .isEqualTo(CloseCode.TOKEN_INVALID.code());
    assertThat(forger.states()).endsWith("connecting", "closed TOKEN_INVALID");
    assertThat(forger.engine()).containsExactly("ready");
  }

  @Test
  void aMoveToAnotherLobbyIsNotSeen() {
    enter();
    int from = network.online(uid).orElseThrow().serverId();
    int to = from == LOBBY ? OTHER_LOBBY : LOBBY;
    player.say("here");
    await(() -> player.heard().contains(from + " here"));
    Await.get(ask(SessionCalls.TRANSFER, new JsonObject().put("serverId", to)));
    player.say("there");
    await(() -> player.heard().contains(to + " there"));
    assertThat(player.engine()).containsExactly("ready");
    assertThat(player.states()).endsWith("connecting", "online");
  }

  @Test
  void whatTheProxyWouldRefuseIsNotSent() {
    enter();
    int room = Limits.MAX_FRAME_BYTES - frameBytes("");
    assertThat(player.say("x".repeat(room + 1))).isFalse();
    assertThat(player.notify("Say", nested(Limits.MAX_DEPTH + 1))).isFalse();
    assertThat(player.notify("N".repeat(Limits.MAX_NAME_LENGTH + 1), new JsonObject())).isFalse();
    assertThat(player.notify("", new JsonObject())).isFalse();
    assertThat(player.notifyService(-1, "Say", new JsonObject())).isFalse();

    assertThat(player.say("x".repeat(room))).isTrue();
    assertThat(player.notify("Deep", nested(Limits.MAX_DEPTH))).isTrue();
    assertThat(player.notify("N".repeat(Limits.MAX_NAME_LENGTH), new JsonObject())).isTrue();
    assertThat(player.say("after it")).isTrue();
    await(() -> player.heard().size() == 2);
    assertThat(texts(player).get(1)).isEqualTo("after it");
    // The two that are sent, and that the probe's mod has not declared.
    await(() -> player.faults().size() == 2);
    assertThat(player.faults()).containsOnly("UNKNOWN_EVENT");
    assertThat(player.engine()).containsExactly("ready");
  }

  /** Of the largest number that JSON readers of all languages keep. */
  private static int frameBytes(String text) {
    EventName name = new EventName("probe", "Client", "Say");
    Frame frame = new Frame.Notify(name, new JsonObject().put("text", text), 0, (1L << 53) - 1);
    return FrameCodec.encode(frame).getBytes(StandardCharsets.UTF_8).length;
  }

  private static JsonObject nested(int levels) {
    return levels == 1 ? new JsonObject() : new JsonObject().put("in", nested(levels - 1));
  }

  @Test
  void aFrameThatTheProxyRefusesIsTold() {
    enter();
    assertThat(player.notifyService(NO_SERVICE, "Say", new JsonObject())).isTrue();
    await(() -> player.faults().contains("NO_SERVICE"));
    player.say("all the same");
    await(() -> texts(player).contains("all the same"));
  }

  @Test
  void whatIsSaidIntoASilentConnectionGoesByTheNextOne() {
    enter();
    wire.freeze();
    assertThat(player.say("into the silence")).isTrue();
    terminals.skip(Pulse.ANSWER_LIMIT.plusSeconds(1));
    await(() -> texts(player).contains("into the silence"));
    assertThat(player.engine()).containsExactly("ready", "lost 1006 true", "back true NONE");
  }

  @Test
  void aConnectionOnWhichNobodySpeaksStaysIfTheProxyAnswers() {
    enter();
    terminals.skip(Pulse.QUIET.plusSeconds(1));
    player.say("first");
    await(() -> texts(player).contains("first"));
    terminals.skip(Pulse.QUIET.plusSeconds(1));
    player.say("second");
    await(() -> texts(player).contains("second"));
    assertThat(player.engine()).containsExactly("ready");
  }

  @Test
  void aSystemThatFailsToStartIsTakenOutAndTheOthersGoOn() {
    enter();
    player.say("anybody");
    await(() -> texts(player).contains("anybody"));
    assertThat(player.engine()).containsExactly("ready");
  }

  @Test
  void whoLeavesIsOffTheNetworkAtOnce() {
    enter();
    Await.get(player.close());
    await(() -> network.online(uid).isEmpty());
    assertThat(player.say("from outside")).isFalse();
  }
}
