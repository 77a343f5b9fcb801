package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** From the click to the inventory and back, while messages are lost: one sign-in, one reward. */
class DailyFlowTest {
  private static final DailyDatabase DATABASE = new DailyDatabase();

  private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
  private final SmallNetwork network = new SmallNetwork(clock, DATABASE);
  private final String uid = Players.fresh();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void aPlayerClaimsAndHasTheReward() {
    DailyClientSystem client = network.login(uid);
    assertThat(state(await(client.display()))).isEqualTo("claimable");

    JsonObject result = await(client.claimToday());

    assertClaimed(result, true);
    assertThat(state(result.getJsonObject("display"))).isEqualTo("claimed");
    assertThat(result.getJsonObject("display").getJsonArray("inventory")).isEqualTo(coins(100));
    assertThat(state(await(client.display()))).isEqualTo("claimed");
    assertThat(client.lastResult()).contains(result);
  }

  @Test
  void aSecondClaimIsRefusedHereAndInAnotherTab() {
    DailyClientSystem client = network.login(uid);
    assertClaimed(await(client.claimToday()), true);

    assertRefused(await(client.claimToday()), "ALREADY_CLAIMED");
    assertRefused(await(network.login(uid).claimToday()), "ALREADY_CLAIMED");
    assertInventory(100);
  }

  @Test
  void manyClicksAreOneClaim() {
    DailyClientSystem client = network.login(uid);
    List<Future<JsonObject>> clicks = Stream.generate(client::claimToday).limit(20).toList();

    assertThat(clicks).allSatisfy(click -> assertClaimed(await(click), true));
    assertInventory(100);
  }

  @Test
  void ofTwoLobbiesAtOnceOneClaims() {
    List<DailyClientSystem> clients = List.of(network.login(uid), network.login(uid));
    clients.forEach(client -> await(client.display()));

    List<Future<JsonObject>> results = clients.stream().map(DailyClientSystem::claimToday).toList();

    assertThat(results)
        .extracting(result -> await(result).getString("code"))
        .containsExactlyInAnyOrder("CLAIMED", "ALREADY_CLAIMED");
    assertInventory(100);
  }

  @Test
  void aLostClaimIsRepeated() {
    network.loseRequest("claim");

    assertClaimed(await(network.login(uid).claimToday()), true);
    assertInventory(100);
  }

  @Test
  void aClaimWhoseReplyIsLostIsStillThisPlayersClaim() {
    network.loseReply("claim");

    assertClaimed(await(network.login(uid).claimToday()), true);
    assertInventory(100);
  }

  @Test
  void aClaimWhoseRepliesAreAllLostIsClaimedByTheNextClick() {
    network.loseReply("claim");
    network.loseReply("claim");
    DailyClientSystem client = network.login(uid);
    assertRefused(await(client.claimToday()), "TRY_AGAIN");

    assertClaimed(await(client.claimToday()), true);
    assertInventory(100);
  }

  @Test
  void aDeliveryThatIsLostIsMadeUpForWhenThePageIsOpened() {
    network.loseRequest("deliver");
    network.loseRequest("deliver");
    DailyClientSystem client = network.login(uid);
    assertClaimed(await(client.claimToday()), false);

    assertThat(await(client.open()).getJsonArray("inventory")).isEqualTo(coins(100));
    assertInventory(100);
  }

  @Test
  void aDeliveryWhoseReplyIsLostIsNotPaidTwice() {
    network.loseReply("deliver");
    assertClaimed(await(network.login(uid).claimToday()), true);

    assertInventory(100);
    assertInventory(100);
  }

  @Test
  void aDeliveryWhoseRepliesAreAllLostIsNotPaidTwice() {
    network.loseReply("deliver");
    network.loseReply("deliver");
    assertClaimed(await(network.login(uid).claimToday()), false);

    assertInventory(100);
    assertInventory(100);
  }

  @Test
  void aClaimWhosePageIsLostMarksTheDayAndAsksForThePage() {
    DailyClientSystem client = network.login(uid);
    await(client.display());
    network.loseRequest("look");
    network.loseRequest("look");
    Future<JsonObject> next = client.nextDisplay();

    JsonObject result = await(client.claimToday());

    assertClaimed(result, false);
    assertThat(result.containsKey("display")).isFalse();
    assertThat(state(await(client.display()))).isEqualTo("claimed");
    assertThat(await(next).getJsonArray("inventory")).isEqualTo(coins(100));
  }

  @Test
  void aClaimOfUnknownOutcomeIsRecognisedByAnotherLobby() {
    network.loseReply("claim");
    network.loseReply("claim");
    DailyClientSystem client = network.login(uid);
    assertRefused(await(client.claimToday()), "TRY_AGAIN");

    network.moveToAnotherLobby(client);

    assertClaimed(await(client.claimToday()), true);
    assertRefused(await(client.claimToday()), "ALREADY_CLAIMED");
    assertInventory(100);
  }

  @Test
  void aRewardWithoutRoomWaitsUntilThereIsSome() {
    network.correct(uid, "sword", 36 * 999);
    DailyClientSystem client = network.login(uid);

    JsonObject result = await(client.claimToday());
    assertClaimed(result, false);
    assertThat(result.getBoolean("noRoom")).isTrue();
    JsonObject mail = result.getJsonObject("display").getJsonArray("mailbox").getJsonObject(0);
    assertThat(mail.getJsonObject("reward")).isEqualTo(Samples.COINS.toJson());
    assertThat(mail.getBoolean("noRoom")).isTrue();
    assertThat(await(client.open()).getJsonArray("mailbox")).hasSize(1);

    network.correct(uid, "sword", -1);
    assertThat(await(client.open()).getJsonArray("mailbox")).hasSize(1);
    network.correct(uid, "sword", -998);

    JsonObject display = await(client.open());
    assertThat(display.getJsonArray("mailbox")).isEmpty();
    assertThat(display.getJsonArray("inventory")).hasSize(2);
    assertThat(display.getJsonObject("bag"))
        .isEqualTo(new JsonObject("{\"slots\":36,\"used\":36}"));
  }

  @Test
  void aLobbyThatDiesBeforeTheDeliveryLosesNothing() {
    network.loseReply("claim");
    network.loseRequest("claim");
    assertRefused(await(network.login(uid).claimToday()), "TRY_AGAIN");

    JsonObject display = await(network.login(uid).display());

    assertThat(state(display)).isEqualTo("claimed");
    assertThat(display.getJsonArray("inventory")).isEqualTo(coins(100));
  }

  @Test
  void aLoginWithoutTheServiceSaysTryAgainAndTheNextOpeningWorks() {
    network.loseRequest("look");
    network.loseRequest("look");
    DailyClientSystem client = network.login(uid);

    assertThat(state(await(client.open()))).isEqualTo("claimable");
    assertThat(client.lastResult())
        .contains(new JsonObject().put("suc", false).put("code", "TRY_AGAIN"));
  }

  @Test
  void aPageFromYesterdayIsRefusedAndShowsToday() {
    DailyClientSystem client = network.login(uid);
    await(client.display());
    clock.advance(Duration.ofHours(16));

    JsonObject result = await(client.claimToday());

    assertRefused(result, "NOT_TODAY");
    assertThat(result.getJsonObject("display").getString("valid")).isEqualTo("2026-11-24");
    assertClaimed(await(client.claimToday()), true);
  }

  @Test
  void theNextDayBringsTheNextReward() {
    DailyClientSystem client = network.login(uid);
    assertClaimed(await(client.claimToday()), true);
    clock.advance(Duration.ofDays(1));
    await(client.open());

    assertClaimed(await(client.claimToday()), true);
    assertInventory(200);
  }

  private void assertInventory(int coins) {
    assertThat(await(network.login(uid).display()).getJsonArray("inventory"))
        .isEqualTo(coins(coins));
  }

  private static void assertClaimed(JsonObject result, boolean delivered) {
    assertThat(result.getString("code")).isEqualTo("CLAIMED");
    assertThat(result.getBoolean("suc")).isTrue();
    assertThat(result.getBoolean("delivered")).isEqualTo(delivered);
    assertThat(result.getJsonObject("reward")).isEqualTo(Samples.COINS.toJson());
  }

  private static void assertRefused(JsonObject result, String code) {
    assertThat(result.getString("code")).isEqualTo(code);
    assertThat(result.getBoolean("suc")).isFalse();
  }

  private static JsonArray coins(int count) {
    return new JsonArray().add(new JsonObject().put("item", "coin").put("count", count));
  }

  private static String state(JsonObject display) {
    return display.getJsonArray("weekly").getJsonObject(0).getString("state");
  }
}
