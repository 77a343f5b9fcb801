package dev.delos.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.MutableClock;
import dev.delos.client.DelosClient;
import dev.delos.mods.daily.DailyClientSystem;
import dev.delos.protocol.CloseCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daily sign-in over every role, from the client to the database and back. */
class SignInFlowTest {
  /** A Monday, hours after the reset. */
  private static final String MONDAY = "2026-11-23T12:00:00Z";

  private static final MutableClock CLOCK = MutableClock.at(MONDAY);
  private static TestNetwork network;

  private final String name = "p" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void start(@TempDir Path directory) {
    network = TestNetwork.start(directory, CLOCK);
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @BeforeEach
  void monday() {
    CLOCK.set(MONDAY);
  }

  @Test
  void thePageOpensByItselfWithTheWeek() {
    JsonObject display = display(network.connect(name));
    assertThat(display.getString("valid")).isEqualTo("2026-11-23");
    assertThat(display.getInteger("weekday")).isEqualTo(1);
    assertThat(display.getJsonArray("recv")).isEmpty();
    assertThat(states(display))
        .containsExactly("claimable", "toCome", "toCome", "toCome", "toCome", "toCome", "toCome");
  }

  @Test
  void aClaimPaysTheRewardAndMarksTheDay() {
    DelosClient client = network.connect(name);
    JsonObject result = claim(client);
    assertThat(result.getBoolean("suc")).isTrue();
    assertThat(result.getString("code")).isEqualTo("CLAIMED");
    assertThat(result.getBoolean("delivered")).isTrue();
    JsonObject display = result.getJsonObject("display");
    assertThat(states(display)).startsWith("claimed", "toCome");
    assertThat(display.getJsonArray("recv")).containsExactly("2026-11-23");
    assertThat(display.getJsonArray("inventory"))
        .isEqualTo(result.getJsonObject("reward").getJsonArray("items"));
    assertThat(display.getJsonArray("inventory")).isNotEmpty();
  }

  @Test
  void aPlayerWhoComesBackSeesTheDayClaimed() {
    DelosClient first = network.connect(name);
    claim(first);
    Await.get(first.close());
    JsonObject display = display(network.connect(name));
    assertThat(states(display)).startsWith("claimed");
    assertThat(display.getJsonArray("inventory")).isNotEmpty();
  }

  @Test
  void theNameInOtherLettersIsTheSamePlayer() {
    claim(network.connect(name));
    assertThat(states(display(network.connect(name.toUpperCase(java.util.Locale.ROOT)))))
        .startsWith("claimed");
  }

  @Test
  void aSecondClaimIsRefusedPolitelyAndPaysNothing() {
    DelosClient client = network.connect(name);
    JsonArray held = claim(client).getJsonObject("display").getJsonArray("inventory");
    JsonObject second = claim(client);
    assertThat(second.getBoolean("suc")).isFalse();
    assertThat(second.getString("code")).isEqualTo("ALREADY_CLAIMED");
    assertThat(second.getJsonObject("display").getJsonArray("inventory")).isEqualTo(held);
  }

  @Test
  void manyTabsAndManyClicksPayOnceAndOnlyTheLastTabStays() {
    List<DelosClient> tabs = IntStream.range(0, 8).mapToObj(tab -> network.connect(name)).toList();
    DelosClient last = tabs.get(7);
    display(last);
    Await.get(Future.all(IntStream.range(0, 25).mapToObj(click -> claimLater(last)).toList()));
    assertThat(grants()).isEqualTo(1);
    assertThat(tabs.subList(0, 7))
        .allSatisfy(
            tab ->
                assertThat(Await.get(tab.closed()).code())
                    .isEqualTo(CloseCode.LOGGED_IN_ELSEWHERE.code()));
    assertThat(last.closed().isComplete()).isFalse();
    JsonArray once = lastResult(last).getJsonObject("display").getJsonArray("weekly");
    assertThat(display(network.connect(name)).getJsonArray("inventory"))
        .isEqualTo(once.getJsonObject(0).getJsonArray("items"));
  }

  @Test
  void aPageThatShowsYesterdayIsToldAndBroughtUpToDate() {
    DelosClient client = network.connect(name);
    assertThat(display(client).getString("valid")).isEqualTo("2026-11-23");
    CLOCK.set("2026-11-24T04:00:00Z");
    JsonObject result = Await.get(daily(client).claim("2026-11-23"));
    assertThat(result.getString("code")).isEqualTo("NOT_TODAY");
    assertThat(result.getJsonObject("display").getString("valid")).isEqualTo("2026-11-24");
    assertThat(states(result.getJsonObject("display"))).startsWith("expired", "claimable");
    assertThat(grants()).isZero();
  }

  @Test
  void theDayChangesAtTheResetHourAndNotAtMidnight() {
    DelosClient client = network.connect(name);
    claim(client);
    CLOCK.set("2026-11-24T03:59:59.999Z");
    assertThat(claim(client).getString("code")).isEqualTo("ALREADY_CLAIMED");
    CLOCK.set("2026-11-24T04:00:00Z");
    Await.get(daily(client).open());
    assertThat(claim(client).getString("code")).isEqualTo("CLAIMED");
  }

  @Test
  void aClaimOfADayThatIsNoDateIsRefused() {
    DelosClient client = network.connect(name);
    assertThat(Await.get(daily(client).claim("'; DROP TABLE daily.sign_in; --")).getString("code"))
        .isEqualTo("BAD_REQUEST");
    assertThat(claim(client).getString("code")).isEqualTo("CLAIMED");
  }

  @Test
  void anOperatorSeesWhatAPlayerClaimedThisWeek() {
    claim(network.connect(name));
    HttpResponse<String> answer =
        network.operator("/daily/query", new JsonObject().put("uid", "guest:" + name).encode());
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject body = new JsonObject(answer.body());
    assertThat(body.getInteger("code")).isEqualTo(1);
    assertThat(body.getString("message")).isEqualTo("success");
    JsonObject entity = body.getJsonObject("entity");
    assertThat(entity.getString("week")).isEqualTo("2026-11-23");
    assertThat(entity.getJsonArray("claims")).hasSize(1);
    assertThat(entity.getJsonArray("claims").getJsonObject(0).getString("date"))
        .isEqualTo("2026-11-23");
    assertThat(entity.getJsonArray("claims").getJsonObject(0).getString("deliveredAt")).isNotNull();
  }

  @Test
  void anOperatorGivesAndTakesOnceForEachRequestId() {
    JsonObject gift = correction("gem", 5).put("requestId", UUID.randomUUID().toString());
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = network.operator("/daily/correct", gift.encode());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(entity(answer).getJsonArray("inventory"))
          .containsExactly(new JsonObject().put("item", "gem").put("count", 5));
    }

    HttpResponse<String> refused =
        network.operator("/daily/correct", correction("gem", -6).encode());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("count: found -6, but guest:" + name + " has less gem");
    HttpResponse<String> taken = network.operator("/daily/correct", correction("gem", -5).encode());
    assertThat(entity(taken).getJsonArray("inventory")).isEmpty();
    assertThat(
            network
                .database()
                .count("SELECT count(*) FROM daily.ledger WHERE uid = 'guest:" + name + "'"))
        .isEqualTo(2);
  }

  @Test
  void whatAnOperatorGrantsIsAuditedAndReachesThePlayer() {
    JsonObject order =
        new JsonObject()
            .put("uid", "guest:" + name)
            .put("items", new JsonArray().add(new JsonObject().put("item", "gem").put("count", 5)))
            .put("description", "Sorry")
            .put("requestId", UUID.randomUUID().toString())
            .put("reason", "a test");
    JsonObject inAnothersName = order.copy().put("operator", "mallory");
    assertThat(network.operator("/daily/grant", inAnothersName.encode()).statusCode())
        .isEqualTo(400);
    assertThat(entity(network.operator("/daily/grant", order.encode())).getString("uid"))
        .isEqualTo("guest:" + name);

    DelosClient client = network.connect(name);
    Await.get(daily(client).open());
    assertThat(display(client).getJsonArray("inventory"))
        .containsExactly(new JsonObject().put("item", "gem").put("count", 5));
    assertThat(
            network
                .database()
                .count(
                    "SELECT count(*) FROM delos.audit a, daily.gift g, daily.ledger l"
                        + " WHERE a.command = '/daily/grant' AND a.code = 1 AND a.uid = g.uid"
                        + " AND a.operator = g.operator"
                        + " AND a.body ->> 'reason' = g.reason AND l.entry_id = g.grant_id"
                        + " AND l.operator = g.operator AND g.uid = 'guest:"
                        + name
                        + "'"))
        .isEqualTo(1);
  }

  @Test
  void allMistakesOfAPlanReachTheOperator() {
    JsonArray milestones = new JsonArray();
    for (int i = 0; i < 100; i++) {
      milestones.add(new JsonObject().put("at", "x".repeat(100)));
    }
    JsonObject order =
        new JsonObject()
            .put("plan", new JsonObject().put("milestones", milestones))
            .put("reason", "a test");

    HttpResponse<String> answer = network.operator("/daily/plan/put", order.encode());

    assertThat(answer.statusCode()).isEqualTo(400);
    String message = new JsonObject(answer.body()).getString("message");
    assertThat(message).contains("zone: found nothing");
    for (int i = 0; i < 100; i++) {
      assertThat(message)
          .contains("milestones[" + i + "].at: found", "milestones[" + i + "].reward");
    }
  }

  @Test
  void anOperatorIsToldWhichMonthsCouldBeDetached() {
    HttpResponse<String> answer =
        network.operator("/daily/detach", "{\"before\": \"2026-01-01\", \"dryRun\": true}");
    assertThat(entity(answer)).isEqualTo(new JsonObject("{\"wouldDetach\": []}"));
  }

  private JsonObject correction(String item, int count) {
    return new JsonObject()
        .put("uid", "guest:" + name)
        .put("item", item)
        .put("count", count)
        .put("reason", "a test");
  }

  private static JsonObject entity(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getJsonObject("entity");
  }

  private static JsonObject display(DelosClient client) {
    return Await.get(daily(client).display());
  }

  private static JsonObject claim(DelosClient client) {
    return Await.get(claimLater(client));
  }

  private static Future<JsonObject> claimLater(DelosClient client) {
    return daily(client).claimToday();
  }

  private static JsonObject lastResult(DelosClient client) {
    return daily(client).lastResult().orElseThrow();
  }

  private static DailyClientSystem daily(DelosClient client) {
    return client.system(DailyClientSystem.class);
  }

  private static List<String> states(JsonObject display) {
    return display.getJsonArray("weekly").stream()
        .map(day -> ((JsonObject) day).getString("state"))
        .toList();
  }

  private long grants() {
    return network
        .database()
        .count("SELECT count(*) FROM daily.sign_in WHERE uid = 'guest:" + name + "'");
  }
}
