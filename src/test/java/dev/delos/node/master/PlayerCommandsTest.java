package dev.delos.node.master;

import static dev.delos.node.master.MasterBench.UNAWARE;
import static dev.delos.node.master.TestMaster.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.cluster.Sanction;
import dev.delos.node.master.TestMaster.Told;
import dev.delos.protocol.PlayerCalls;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the built-in commands do to players, with a proxy and a lobby that answer by hand. */
class PlayerCommandsTest {
  private static final int PROXY = 1001;
  private static final int LOBBY = 2001;

  private static MasterBench bench;
  private static TestMaster master;
  private static FakeNode proxy;
  private static FakeNode lobby;

  @BeforeAll
  static void start() {
    bench = new MasterBench();
    proxy = FakeNode.join(bench.vertx, PROXY, "proxy", "proxy");
    lobby = FakeNode.join(bench.vertx, LOBBY, "lobby", "lobby");
    master = bench.start(9001, UNAWARE);
    proxy.login("guest:on", LOBBY);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @BeforeEach
  void answer() {
    proxy.asked(SessionCalls.CLOSE).clear();
    lobby.asked(PlayerCalls.SILENCE).clear();
    proxy.answers(SessionCalls.MODULE, SessionCalls.CLOSE, args -> body("closed", true));
    proxy.answers(
        SessionCalls.MODULE,
        SessionCalls.TRANSFER,
        args -> body("serverId", args.getValue("serverId")));
    lobby.answers(PlayerCalls.MODULE, PlayerCalls.SILENCE, args -> new JsonObject());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /player/find       | {}                                      | uid: found nothing, allowed: a player's uid, 1 to 128 characters
          /player/find       | {"uid":7}                               | uid: found 7, allowed: a player's uid, 1 to 128 characters
          /player/find       | {"uid":"a","id":1}                      | found the key "id", allowed: uid
          /player/kick       | {"uid":"a","message":7}                 | message: found 7, allowed: a text, 1 to 500 characters
          /player/ban        | {"uid":"a"}                             | minutes, until: found neither, allowed: one of them
          /player/ban        | {"uid":"a","minutes":1,"until":"x"}     | minutes, until: found both, allowed: one of them
          /player/ban        | {"uid":"a","minutes":0}                 | minutes: found 0, allowed: a number of minutes, 1 to 52704000
          /player/ban        | {"uid":"a","minutes":1.5}               | minutes: found 1.5, allowed: a number of minutes, 1 to 52704000
          /player/silence    | {"uid":"a","until":"tomorrow"}          | until: found "tomorrow", allowed: a moment in UTC such as 2026-11-23T18:00:00Z, of the year 9999 at most
          /player/transfer   | {"uid":"a","serverId":42}               | serverId: found 42, allowed: 0 for any lobby, or one that is up: 2001
          /player/transfer   | {"uid":"a","transferParam":[]}          | transferParam: found [], allowed: an object
          /message/broadcast | {"message":" "}                         | message: found " ", allowed: a text, 1 to 500 characters
          /maintenance/set   | {"on":"yes"}                            | on: found "yes", allowed: true or false
          /maintenance/set   | {"on":false,"kick":true}                | message, kick: found with on: false, allowed: with true
          /online/count      | {"x":1}                                 | found the key "x", allowed: no keys
          """)
  void aWrongBodyIsRefusedWithWhatWasFoundAndWhatIsAllowed(
      String path, String body, String message) {
    Told told = master.send(path, body, Map.of());
    assertThat(told.status()).isEqualTo(400);
    assertThat(told.message()).isEqualTo(message);
  }

  @Test
  void aBanInThePastIsRefused() {
    assertThat(master.run("/player/ban", "uid", "a", "until", "2001-01-01T00:00:00Z").message())
        .startsWith("until: found \"2001-01-01T00:00:00Z\", allowed: a moment after now, 20");
  }

  @Test
  void aPlayerIsFoundWhereTheyAre() {
    assertThat(master.run("/player/find", "uid", "guest:on").entity())
        .isEqualTo(
            body(
                "uid",
                "guest:on",
                "serverId",
                LOBBY,
                "proxyId",
                PROXY,
                "session",
                "session-guest:on",
                "online",
                true));
    assertThat(master.run("/player/find", "uid", "guest:off").entity())
        .isEqualTo(body("uid", "guest:off", "online", false));
  }

  @Test
  void aKickClosesTheConnectionWithItsMessage() {
    Told told = master.run("/player/kick", "uid", "guest:on", "message", "be nice");
    assertThat(told.entity().getBoolean("closed")).isTrue();
    assertThat(proxy.asked(SessionCalls.CLOSE))
        .containsExactly(body("uid", "guest:on", "code", "KICKED", "message", "be nice"));
  }

  @ParameterizedTest
  @CsvSource({"/player/kick", "/player/transfer"})
  void whoIsNotOnlineCanNotBeKickedOrMoved(String path) {
    Told told = master.run(path, "uid", "guest:off");
    assertThat(told.status()).isEqualTo(404);
    assertThat(told.message()).isEqualTo("player guest:off is not online");
  }

  @Test
  void aProxyThatDoesNotAnswerIsSaidToBeLate() {
    proxy.answersLater(
        SessionCalls.MODULE, SessionCalls.CLOSE, request -> Promise.<JsonObject>promise().future());
    Told told = master.run("/player/kick", "uid", "guest:on");
    assertThat(told.status()).isEqualTo(504);
    assertThat(told.message()).contains("delos.sessions.close gave no answer within 1000 ms");
  }

  @Test
  void aBanIsStoredThenKnownThenClosesTheConnection() {
    proxy.answersLater(
        SessionCalls.MODULE,
        SessionCalls.CLOSE,
        request ->
            bench
                .database
                .query(
                    "SELECT 1 FROM delos.sanction WHERE uid = 'guest:on' AND banned_until > now()",
                    Tuple.tuple())
                .map(rows -> body("closed", rows.size() == 1)));
    Told told = master.run("/player/ban", "uid", "guest:on", "minutes", 60, "reason", "cheats");
    assertThat(told.entity().getBoolean("wasOnline")).isTrue();
    Sanction ban = sanction("guest:on");
    assertThat(ban.bannedUntil()).isEqualTo(Instant.parse(told.entity().getString("until")));
    assertThat(ban.reason()).isEqualTo("cheats");
    assertThat(proxy.asked(SessionCalls.CLOSE))
        .containsExactly(
            body(
                "uid",
                "guest:on",
                "code",
                "BANNED",
                "message",
                "banned until " + ban.bannedUntil() + ": cheats"));
    assertThat(master.run("/player/unban", "uid", "guest:on").entity())
        .isEqualTo(body("uid", "guest:on", "wasBanned", true));
    assertThat(sanction("guest:on")).isEqualTo(Sanction.NONE);
    assertThat(master.run("/player/unban", "uid", "guest:on").entity())
        .isEqualTo(body("uid", "guest:on", "wasBanned", false));
  }

  @Test
  void somebodyWhoIsNotOnlineIsBannedAllTheSame() {
    Told told = master.run("/player/ban", "uid", "guest:off", "until", "9999-01-01T00:00:00Z");
    assertThat(told.entity())
        .isEqualTo(body("uid", "guest:off", "until", "9999-01-01T00:00:00Z", "wasOnline", false));
    assertThat(sanction("guest:off").bannedUntil())
        .isEqualTo(Instant.parse("9999-01-01T00:00:00Z"));
    master.run("/player/unban", "uid", "guest:off");
  }

  @Test
  void aSilenceAndABanOfOneAccountDoNotTouchEachOther() {
    master.run("/player/ban", "uid", "guest:both", "minutes", 5, "reason", "ban");
    master.run("/player/silence", "uid", "guest:both", "minutes", 9, "reason", "silence");
    assertThat(sanction("guest:both").isBanned(Instant.now())).isTrue();
    assertThat(sanction("guest:both").isSilenced(Instant.now())).isTrue();
    assertThat(sanction("guest:both").reason()).isEqualTo("ban");
    master.run("/player/unban", "uid", "guest:both");
    assertThat(sanction("guest:both").isBanned(Instant.now())).isFalse();
    assertThat(sanction("guest:both").reason()).isEqualTo("silence");
    assertThat(master.run("/player/unsilence", "uid", "guest:both").entity())
        .isEqualTo(body("uid", "guest:both", "wasSilenced", true, "wasOnline", false));
    assertThat(sanction("guest:both")).isEqualTo(Sanction.NONE);
  }

  @Test
  void theLobbyOfWhoIsSilencedIsTold() {
    Told told = master.run("/player/silence", "uid", "guest:on", "minutes", 5);
    assertThat(told.entity().getBoolean("wasOnline")).isTrue();
    long until = Instant.parse(told.entity().getString("until")).toEpochMilli();
    master.run("/player/unsilence", "uid", "guest:on");
    assertThat(lobby.asked(PlayerCalls.SILENCE))
        .containsExactly(
            body("uid", "guest:on", "silencedUntil", until),
            body("uid", "guest:on", "silencedUntil", 0));
  }

  @Test
  void aSilenceThatTheLobbyDoesNotTakeIsStoredAndTheOperatorIsTold() {
    lobby.answers(
        PlayerCalls.MODULE,
        PlayerCalls.SILENCE,
        args -> {
          throw new InvalidRequestException("no");
        });
    Told told = master.run("/player/silence", "uid", "guest:on", "minutes", 5);
    assertThat(told.status()).isEqualTo(400);
    assertThat(told.message())
        .isEqualTo("the change is stored, but the player's node was not reached: no");
    assertThat(sanction("guest:on").isSilenced(Instant.now())).isTrue();
    lobby.answers(PlayerCalls.MODULE, PlayerCalls.SILENCE, args -> new JsonObject());
    master.run("/player/unsilence", "uid", "guest:on");
  }

  @Test
  void aTransferIsAskedOfThePlayersProxy() {
    Told told =
        master.run(
            "/player/transfer",
            "uid",
            "guest:on",
            "serverId",
            LOBBY,
            "transferParam",
            body("x", 1));
    assertThat(told.entity().getInteger("serverId")).isEqualTo(LOBBY);
    assertThat(proxy.asked(SessionCalls.TRANSFER))
        .contains(body("uid", "guest:on", "serverId", LOBBY, "transferParam", body("x", 1)));
  }

  @Test
  void aStuckLockIsReleasedWhetherItsProxyAnswersOrNot() {
    proxy.login("guest:stuck", LOBBY);
    proxy.answers(
        SessionCalls.MODULE,
        SessionCalls.CLOSE,
        args -> {
          throw new InvalidRequestException("stuck");
        });
    assertThat(master.run("/player/release", "uid", "guest:stuck").entity())
        .isEqualTo(body("uid", "guest:stuck", "wasOnline", true, "closed", false));
    assertThat(master.run("/player/find", "uid", "guest:stuck").entity().getBoolean("online"))
        .isFalse();
    assertThat(master.run("/player/release", "uid", "guest:stuck").entity())
        .isEqualTo(body("uid", "guest:stuck", "wasOnline", false, "closed", false));
  }

  @Test
  void maintenanceIsStoredAndKnownAndMaySendEverybodyAway() {
    Told told = master.run("/maintenance/set", "on", true, "message", "back at 9", "kick", true);
    assertThat(told.entity()).isEqualTo(body("on", true, "kicked", 1));
    assertThat(maintenance()).contains("back at 9");
    assertThat(master.run("/maintenance/status").entity())
        .isEqualTo(body("on", true, "message", "back at 9"));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(proxy.asked(SessionCalls.CLOSE))
                    .containsExactly(
                        body("uid", "guest:on", "code", "MAINTENANCE", "message", "back at 9")));
    master.run("/maintenance/set", "on", false);
    assertThat(maintenance()).isEmpty();
  }

  @Test
  void aBroadcastReachesTheClientsOfEveryProxy() {
    Promise<JsonObject> heard = Promise.promise();
    proxy.does(
        node -> node.onClientsText(event -> heard.tryComplete(new JsonObject("{" + event.tail()))));
    assertThat(master.run("/message/broadcast", "message", "hello").entity())
        .isEqualTo(body("proxies", 1));
    assertThat(Await.get(heard.future()))
        .isEqualTo(
            body(
                "namespace",
                "Minecraft",
                "system",
                "Engine",
                "event",
                "BroadcastMessageEvent",
                "data",
                body("message", "hello")));
  }

  private static Sanction sanction(String uid) {
    return proxy.run(node -> node.entryRules().sanction(uid));
  }

  private static Optional<String> maintenance() {
    return proxy.run(node -> node.entryRules().maintenance());
  }
}
