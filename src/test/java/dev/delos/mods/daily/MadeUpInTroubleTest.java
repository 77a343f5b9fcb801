package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A day made up while messages are lost: one sign-in, one reward, paid for once. */
class MadeUpInTroubleTest {
  private static final DailyDatabase DATABASE = new DailyDatabase();
  private static final String MISSED = "2026-11-24";

  private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
  private final DailyDatabase daily = DATABASE.emptied();
  private final SmallNetwork network = start();
  private final String uid = Players.fresh();

  private SmallNetwork start() {
    activateWithPrice(1, 2, "2026-11-01T00:00:00Z");
    return new SmallNetwork(clock, daily);
  }

  private void activateWithPrice(int version, int tokens, String at) {
    JsonObject makeUp =
        new JsonObject()
            .put("item", "token")
            .put("cost", new JsonArray().add(tokens))
            .put("perMonth", 3)
            .put("windowDays", 7);
    PlanSamples.activate(daily, version, PlanSamples.coins(10).put("makeUp", makeUp), at);
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void aLostReplyIsAskedForAgainAndPaidForOnce() {
    DailyClientSystem client = playerWhoMissedADay();
    network.loseReply("makeUp");

    JsonObject answer = await(client.makeUp("daily", MISSED));

    assertThat(answer.getString("code")).isEqualTo("MADE_UP");
    assertPaidOnce(answer);
  }

  @Test
  void whoIsMovedBeforeTheAnswerGetsItFromTheOtherLobby() {
    DailyClientSystem client = playerWhoMissedADay();
    network.loseReply("makeUp");
    network.loseReply("makeUp");
    Future<JsonObject> first = client.makeUp("daily", MISSED);
    assertThat(await(first).getString("code")).isEqualTo("TRY_AGAIN");

    network.moveToAnotherLobby(client);
    JsonObject answer = await(client.makeUp("daily", MISSED));

    assertThat(answer.getString("code")).isEqualTo("MADE_UP");
    assertPaidOnce(answer);
    assertThat(await(client.makeUp("daily", MISSED)).getString("code"))
        .isEqualTo("ALREADY_SIGNED_IN");
  }

  @Test
  void whoHasNotEnoughKeepsIt() {
    DailyClientSystem client = playerWhoMissedADay();
    network.correct(uid, "token", -2);

    JsonObject answer = await(client.makeUp("daily", MISSED));

    assertThat(answer.getString("code")).isEqualTo("NOT_ENOUGH");
    assertThat(answer.getJsonObject("cost")).isEqualTo(item("token", 2));
    assertThat(answer.getJsonObject("display").getJsonArray("inventory"))
        .isEqualTo(new JsonArray().add(item("coin", 20)).add(item("token", 1)));
  }

  @Test
  void whoseOpenPageShowsAnOlderPriceIsToldTheNewOneAndPaysNothing() {
    DailyClientSystem client = playerWhosePageIsOlderThanAPriceOf(3);

    JsonObject answer = await(client.makeUp("daily", MISSED));

    assertThat(answer.getString("code")).isEqualTo("OTHER_PRICE");
    assertThat(answer.getJsonObject("cost")).isEqualTo(item("token", 3));
    assertThat(answer.getJsonObject("display").getJsonArray("inventory"))
        .isEqualTo(new JsonArray().add(item("coin", 20)).add(item("token", 3)));
    assertThat(await(client.makeUp("daily", MISSED)).getJsonObject("cost"))
        .as("the price of the page that came with the answer")
        .isEqualTo(item("token", 3));
    assertThat(await(client.open()).getJsonArray("inventory"))
        .isEqualTo(new JsonArray().add(item("coin", 30)).add(item("gem", 1)));
  }

  @Test
  void whoseOpenPageShowsAHigherPricePaysTheNewOne() {
    DailyClientSystem client = playerWhosePageIsOlderThanAPriceOf(1);

    JsonObject answer = await(client.makeUp("daily", MISSED));

    assertThat(answer.getString("code")).isEqualTo("MADE_UP");
    assertThat(answer.getJsonObject("cost")).isEqualTo(item("token", 1));
  }

  /** The same: the page says that it costs two. */
  private DailyClientSystem playerWhosePageIsOlderThanAPriceOf(int tokens) {
    DailyClientSystem client = playerWhoMissedADay();
    await(client.open());
    activateWithPrice(2, tokens, "2026-11-25T12:00:00Z");
    clock.advance(Duration.ofMinutes(1));
    return client;
  }

  /** Came on Monday and Wednesday, and has three tokens. */
  private DailyClientSystem playerWhoMissedADay() {
    DailyClientSystem client = network.login(uid);
    assertThat(await(client.claimToday()).getBoolean("suc")).isTrue();
    clock.advance(Duration.ofDays(2));
    assertThat(await(client.open()).getString("valid")).isEqualTo("2026-11-25");
    assertThat(await(client.claimToday()).getBoolean("suc")).isTrue();
    network.correct(uid, "token", 3);
    return client;
  }

  private void assertPaidOnce(JsonObject answer) {
    // Three sign-ins in all: the milestone's gem comes with the one that was made up.
    assertThat(answer.getJsonObject("display").getJsonArray("inventory"))
        .isEqualTo(new JsonArray().add(item("coin", 30)).add(item("gem", 1)).add(item("token", 1)));
  }

  private static JsonObject item(String item, int count) {
    return new JsonObject().put("item", item).put("count", count);
  }
}
