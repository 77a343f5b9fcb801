package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.config.SessionConfig;
import dev.delos.launcher.DeafSocket;
import dev.delos.launcher.RawSocket;
import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.EventName;
import dev.delos.protocol.SessionCalls;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions outlive their connections: nothing is lost, nothing comes twice, or it is told. */
class SessionTest {
  private static final SessionConfig QUICK =
      new SessionConfig(Duration.ofSeconds(1), Duration.ofMillis(200), 64L << 20);

  private final EdgeNetwork network = new EdgeNetwork();
  private final Journal journal = network.journal();
  private int told;

  @AfterEach
  void close() {
    network.close();
  }

  private void begin() {
    begin(SessionConfig.DEFAULT);
  }

  private void begin(SessionConfig config) {
    network.proxy(1001, config).lobby(2001);
  }

  @Test
  void whatWasMissedComesOnceAndInOrderOnTheSamePlace() {
    begin();
    RawSocket before = connect();
    JsonObject welcome = login(before, "ann");
    assertThat(welcome.getBoolean("resumed")).isFalse();
    assertThat(welcome.getLong("seq")).isZero();
    assertThat(welcome.getLong("received")).isZero();
    assertThat(welcome.getInteger("resumeSeconds")).isEqualTo(60);
    assertThat(welcome.containsKey("loss")).isFalse();
    tell("ann", 3);
    assertThat(texts(before, 1, 3)).containsExactly("t1", "t2", "t3");
    before.cut();
    tell("ann", 2);
    RawSocket after = connect();
    JsonObject again = resume(after, "ann", welcome, 2);
    assertThat(again.getBoolean("resumed")).isTrue();
    assertThat(again.getString("id")).isEqualTo(welcome.getString("id"));
    assertThat(again.getString("loss")).isEqualTo("NONE");
    assertThat(again.getLong("seq")).isEqualTo(2);
    tell("ann", 1);
    assertThat(texts(after, 3, 6)).containsExactly("t3", "t4", "t5", "t6");
    say(after, "here", 1);
    journal.awaitInOrder("2001 add ann", "2001 heard ann: here");
    assertThat(journal.lines(line -> line.contains(" del "))).isEmpty();
    assertThat(network.online("ann")).isPresent();
  }

  @Test
  void whatAClientSaysTwiceIsHeardOnceAndAGapIsRefused() {
    begin();
    RawSocket before = connect();
    JsonObject welcome = login(before, "ann");
    say(before, "one", 1);
    say(before, "two", 2);
    journal.awaitInOrder("2001 heard ann: one", "2001 heard ann: two");
    before.cut();
    RawSocket after = connect();
    assertThat(resume(after, "ann", welcome, 0).getLong("received")).isEqualTo(2);
    say(after, "two", 2);
    say(after, "four", 4);
    assertThat(after.next("error").getString("code")).isEqualTo("BAD_FRAME");
    say(after, "three", 3);
    assertThat(after.next("ack").getLong("seq")).isEqualTo(3);
    journal.awaitInOrder("2001 heard ann: two", "2001 heard ann: three");
    assertThat(journal.lines(line -> line.contains("heard"))).hasSize(3);
  }

  @Test
  void anAckMustLieBetweenTheLastAndWhatWasSent() {
    begin();
    RawSocket socket = connect();
    login(socket, "ann");
    tell("ann", 5);
    texts(socket, 1, 5);
    ack(socket, 3);
    ack(socket, 3);
    ack(socket, 6);
    assertThat(socket.next("error").getString("message")).startsWith("seq: found 6");
    ack(socket, 2);
    assertThat(socket.next("error").getString("message")).startsWith("seq: found 2");
    ack(socket, 5);
    say(socket, "still here", 1);
    journal.awaitInOrder("2001 heard ann: still here");
  }

  @Test
  void whoAsksForMoreThanIsKeptIsTold() {
    begin();
    RawSocket before = connect();
    JsonObject welcome = login(before, "ann");
    before.cut();
    String large = "x".repeat(100_000);
    for (int i = 1; i <= 12; i++) {
      tell("ann", i + large);
    }
    flush();
    RawSocket after = connect();
    JsonObject again = resume(after, "ann", welcome, 0);
    assertThat(again.getBoolean("resumed")).isTrue();
    assertThat(again.getString("loss")).isEqualTo("EVENTS_DROPPED");
    assertThat(again.getLong("seq")).isEqualTo(2);
    assertThat(after.next("event").getJsonObject("data").getString("text")).isEqualTo("3" + large);
  }

  @Test
  void whoDoesNotComeBackInTimeIsGoneAndBeginsAnew() {
    begin(QUICK);
    RawSocket before = connect();
    JsonObject welcome = login(before, "ann");
    before.cut();
    journal.awaitInOrder("2001 add ann", "2001 del ann");
    Awaitility.await().until(() -> network.online("ann").isEmpty());
    JsonObject again = resume(connect(), "ann", welcome, 0);
    assertThat(again.getBoolean("resumed")).isFalse();
    assertThat(again.getString("loss")).isEqualTo("SESSION_OVER");
    assertThat(again.getString("id")).isNotEqualTo(welcome.getString("id"));
    journal.awaitInOrder("2001 del ann", "2001 add ann");
  }

  @Test
  void nobodyGoesOnWithTheSessionOfAnotherOrOneThatNeverWas() {
    begin();
    RawSocket ann = connect();
    JsonObject welcome = login(ann, "ann");
    for (JsonObject forged :
        List.of(welcome, new JsonObject().put("id", "00000000-0000-0000-0000-000000000000"))) {
      JsonObject bob = resume(connect(), "bob", forged, 0);
      assertThat(bob.getString("loss")).isEqualTo("SESSION_OVER");
      assertThat(bob.getString("uid")).isEqualTo("bob");
      assertThat(bob.getString("id")).isNotEqualTo(welcome.getString("id"));
    }
    tell("ann", 1);
    assertThat(texts(ann, 1, 1)).containsExactly("t1");
  }

  @Test
  void whoHasHandledMoreThanWasSentBeginsAnew() {
    begin();
    RawSocket before = connect();
    JsonObject welcome = login(before, "ann");
    before.cut();
    assertThat(resume(connect(), "ann", welcome, 1).getString("loss")).isEqualTo("SESSION_OVER");
    journal.awaitInOrder("2001 add ann", "2001 del ann", "2001 add ann");
  }

  @Test
  void aTokenIsCheckedOnTheWayBackToo() {
    begin();
    RawSocket before = connect();
    JsonObject welcome = login(before, "ann");
    before.cut();
    RawSocket after = connect().resume("forged", welcome.getString("id"), 0);
    assertThat(after.closeCode()).isEqualTo(CloseCode.TOKEN_INVALID.code());
    assertThat(resume(connect(), "ann", welcome, 0).getBoolean("resumed")).isTrue();
  }

  @Test
  void theNewConnectionTakesOverFromOneThatSeemsAlive() {
    begin();
    RawSocket before = connect();
    JsonObject welcome = login(before, "ann");
    RawSocket after = connect();
    assertThat(resume(after, "ann", welcome, 0).getBoolean("resumed")).isTrue();
    assertThat(before.closeCode()).isEqualTo(CloseCode.LOGGED_IN_ELSEWHERE.code());
    tell("ann", 1);
    assertThat(texts(after, 1, 1)).containsExactly("t1");
    assertThat(journal.lines(line -> line.contains(" del "))).isEmpty();
  }

  @Test
  void aByeEndsTheSessionAtOnce() {
    begin();
    RawSocket socket = connect();
    JsonObject welcome = login(socket, "ann");
    socket.send("{\"op\":\"bye\"}");
    journal.awaitInOrder("2001 add ann", "2001 del ann");
    assertThat(resume(connect(), "ann", welcome, 0).getString("loss")).isEqualTo("SESSION_OVER");
  }

  @Test
  void aPageThatIsLoadedAnewGoesOnAndOneThatWasClosedIsSoonGone() {
    begin();
    RawSocket page = connect();
    JsonObject welcome = login(page, "ann");
    page.close(CloseCode.GOING_AWAY.code());
    RawSocket reloaded = connect();
    assertThat(resume(reloaded, "ann", welcome, 0).getString("loss")).isEqualTo("NONE");
    reloaded.close(CloseCode.GOING_AWAY.code());
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !journal.lines(line -> line.equals("2001 del ann")).isEmpty());
    assertThat(resume(connect(), "ann", welcome, 0).getString("loss")).isEqualTo("SESSION_OVER");
  }

  @Test
  void anAckThatSaysNothingNewIsAnsweredAtOnce() {
    begin();
    RawSocket socket = connect();
    login(socket, "ann");
    ack(socket, 0);
    assertThat(socket.next("ack").getLong("seq")).isZero();
    say(socket, "one", 1);
    ack(socket, 0);
    assertThat(socket.next("ack").getLong("seq")).isEqualTo(1);
  }

  @Test
  void anOperatorsKickEndsASessionThatWaits() {
    begin();
    RawSocket socket = connect();
    login(socket, "ann");
    socket.cut();
    assertThat(network.online("ann")).isPresent();
    JsonObject args =
        new JsonObject().put("uid", "ann").put("code", "KICKED").put("message", "by a test");
    JsonObject answer = closeSession(args);
    assertThat(answer.getBoolean("closed")).isTrue();
    journal.awaitInOrder("2001 add ann", "2001 del ann");
    assertThat(network.online("ann")).isEmpty();
  }

  @Test
  void aNewLoginEndsASessionThatWaits() {
    begin();
    RawSocket socket = connect();
    login(socket, "ann");
    socket.cut();
    login(connect(), "ann");
    journal.awaitInOrder("2001 add ann", "2001 del ann", "2001 add ann");
  }

  @Test
  void aClientThatDoesNotReadIsCutOffAndGoesOnWithoutLoss() {
    begin();
    RawSocket before = connect();
    JsonObject welcome = login(before, "ann");
    tell("ann", 1);
    texts(before, 1, 1);
    ack(before, 1);
    before.isReading(false);
    String large = "x".repeat(4_000);
    // All that fits into what is kept: more than the sockets take and half of it.
    for (int i = 0; i < 250; i++) {
      tell("ann", large + i);
    }
    flush();
    before.isReading(true);
    assertThat(before.closeCode()).isEqualTo(CloseCode.SLOW_READER.code());
    RawSocket after = connect();
    JsonObject again = resume(after, "ann", welcome, 1);
    assertThat(again.getString("loss")).isEqualTo("NONE");
    assertThat(texts(after, 2, 251))
        .containsExactlyElementsOf(IntStream.range(0, 250).mapToObj(i -> large + i).toList());
  }

  @Test
  void whoReadsLateGetsAllInOrder() {
    begin();
    RawSocket socket = connect();
    login(socket, "ann");
    socket.isReading(false);
    // More than the sockets take, and some of them more than goes in one frame.
    List<String> late =
        IntStream.range(0, 60).mapToObj(i -> i + "x".repeat(i % 8 == 7 ? 70_000 : 1_000)).toList();
    late.forEach(text -> tell("ann", text));
    flush();
    socket.isReading(true);
    assertThat(texts(socket, 1, 60)).isEqualTo(late);
  }

  @Test
  void aConnectionThatIsHalfOpenIsFoundAndTheSessionWaits() throws IOException {
    begin(new SessionConfig(Duration.ofSeconds(60), Duration.ofMillis(200), 64L << 20));
    try (DeafSocket deaf = DeafSocket.hello(network.url(1001), network.token("ann"))) {
      journal.awaitInOrder("2001 add ann");
      deaf.awaitEnd();
    }
    Awaitility.await().until(() -> load() == 0);
    assertThat(network.online("ann")).isPresent();
    assertThat(journal.lines(line -> line.contains(" del "))).isEmpty();
  }

  @Test
  void whereTooMuchIsKeptWhoWaitsLongestGoesFirst() {
    begin(new SessionConfig(Duration.ofSeconds(60), Duration.ofSeconds(20), 1L << 20));
    JsonObject ann = leave("ann");
    JsonObject bob = leave("bob");
    String large = "x".repeat(200_000);
    for (int i = 0; i < 3; i++) {
      tell("ann", large);
      tell("bob", large);
    }
    journal.awaitInOrder("2001 del ann");
    assertThat(resume(connect(), "bob", bob, 0).getString("loss")).isEqualTo("NONE");
    assertThat(resume(connect(), "ann", ann, 0).getString("loss")).isEqualTo("SESSION_OVER");
  }

  @Test
  void withoutResumeASessionEndsWithItsConnection() {
    begin(new SessionConfig(Duration.ZERO, Duration.ofSeconds(20), 64L << 20));
    RawSocket socket = connect();
    JsonObject welcome = login(socket, "ann");
    assertThat(welcome.getInteger("resumeSeconds")).isZero();
    tell("ann", 2);
    assertThat(texts(socket, 1, 2)).containsExactly("t1", "t2");
    socket.cut();
    journal.awaitInOrder("2001 add ann", "2001 del ann");
  }

  @Test
  void aTokenThatIsForOneSessionBeginsNoOther() {
    network.proxyTakingTokensOnce(1001).proxyTakingTokensOnce(1002);
    String token = network.token("ann");
    // Nobody takes the player: the token is not used by that.
    assertThat(connect().hello(token).closeCode()).isEqualTo(CloseCode.NO_SERVER.code());
    network.lobby(2001);
    RawSocket mine = connect();
    JsonObject welcome = mine.hello(token).next("welcome");
    for (int proxyId : new int[] {1001, 1002}) {
      RawSocket thief = RawSocket.connect(network.vertx(), network.url(proxyId)).hello(token);
      assertThat(thief.next("bye").getString("message")).contains("it was used before");
      assertThat(thief.closeCode()).isEqualTo(CloseCode.TOKEN_INVALID.code());
    }
    assertThat(mine.isOpen()).isTrue();
    mine.cut();
    JsonObject again = connect().resume(token, welcome.getString("id"), 0).next("welcome");
    assertThat(again.getString("loss")).isEqualTo("NONE");
    RawSocket guess = connect().resume(token, "00000000-0000-0000-0000-000000000000", 0);
    assertThat(guess.closeCode()).isEqualTo(CloseCode.TOKEN_INVALID.code());
    assertThat(login(connect(), "ann").getBoolean("resumed")).isFalse();
  }

  private JsonObject leave(String uid) {
    RawSocket socket = connect();
    JsonObject welcome = login(socket, uid);
    socket.cut();
    Awaitility.await().until(() -> load() == 0);
    return welcome;
  }

  private RawSocket connect() {
    return RawSocket.connect(network.vertx(), network.url(1001));
  }

  private JsonObject login(RawSocket socket, String uid) {
    return socket.hello(network.token(uid)).next("welcome");
  }

  private JsonObject resume(RawSocket socket, String uid, JsonObject welcome, long seq) {
    return socket.resume(network.token(uid), welcome.getString("id"), seq).next("welcome");
  }

  static void ack(RawSocket socket, long seq) {
    socket.send(new JsonObject().put("op", "ack").put("seq", seq).encode());
  }

  static void say(RawSocket socket, String text, long seq) {
    socket.send(
        RawSocket.event("probe", "Client", "Say", new JsonObject().put("text", text))
            .put("seq", seq)
            .encode());
  }

  /** Sends so many events to a client: t1, t2, and so on. */
  private void tell(String uid, int count) {
    for (int i = 0; i < count; i++) {
      tell(uid, "t" + ++told);
    }
  }

  private void tell(String uid, String text) {
    ClientsEvent event =
        new ClientsEvent(
            new ClientsEvent.AccountHolder(uid),
            new EventName("probe", "Service", "Told"),
            new JsonObject().put("text", text));
    network.observer().does(node -> node.send(1001, event));
  }

  /** The texts of the next events; their numbers are these. */
  static List<String> texts(RawSocket socket, long from, long to) {
    List<String> texts = new ArrayList<>();
    for (long seq = from; seq <= to; seq++) {
      JsonObject event = socket.next("event");
      assertThat(event.getLong("seq")).isEqualTo(seq);
      if (seq % 32 == 0) {
        ack(socket, seq);
      }
      texts.add(event.getJsonObject("data").getString("text"));
    }
    return texts;
  }

  /** Waits until the proxy has heard all that it was told. */
  private void flush() {
    var unused = closeSession(new JsonObject().put("uid", "nobody").put("code", "KICKED"));
  }

  private JsonObject closeSession(JsonObject args) {
    return Await.get(
        network
            .observer()
            .run(
                node ->
                    node.caller()
                        .request(
                            1001,
                            SessionCalls.MODULE,
                            SessionCalls.CLOSE,
                            args,
                            Duration.ofSeconds(5))));
  }

  /** How many connections the proxy has. */
  private int load() {
    return Await.get(
        network
            .observer()
            .run(node -> Future.succeededFuture(node.directory().find(1001).orElseThrow().load())));
  }
}
