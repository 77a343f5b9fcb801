package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RequestKey;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators order, on a real PostgreSQL. */
class OperatorOrdersTest {
  private static final DailyDatabase DATABASE = new DailyDatabase();

  private final DailyDatabase daily = DATABASE.emptied();
  private final SettableClock clock = new SettableClock("2026-11-24T12:00:00Z");
  private final FakeService service = FakeService.start(Samples.config(), clock, daily);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /** An order as the master asks for it. */
  record Order(String method, String owner, JsonObject args) {
    @Override
    public String toString() {
      return method;
    }
  }

  static Stream<Order> orders() {
    return Stream.of(
        new Order("correct", "guest:a", args("item", "coin", "count", 5)),
        new Order("grant", "guest:a", gift()),
        new Order("tokens.give", "guest:a", args("count", 3)),
        new Order("compensate", "daily", gift().put("uids", uids(3))),
        new Order("compensate", "daily", gift().put("signedIn", days("2026-11-24", "2026-11-24"))),
        new Order("excuse", "daily", args("day", "2026-11-23")),
        new Order("plan.put", "daily", args("plan", PlanSamples.coins(9))));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aDryRunTellsWhatIsThenDoneAndChangesNothing(Order order) {
    withMakeUp();
    claim("guest:a", "2026-11-24");
    RequestKey key = new RequestKey(order.owner(), UUID.randomUUID());
    long before = contents();

    JsonObject dry = await(service.call(order.method() + ".dry", key, order.args()));
    assertThat(contents()).isEqualTo(before);

    assertThat(await(service.call(order.method(), key, order.args())).put("dryRun", true))
        .isEqualTo(dry);
    assertThat(contents()).isNotEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aRepeatChangesNothingMore(Order order) {
    withMakeUp();
    claim("guest:a", "2026-11-24");
    RequestKey key = new RequestKey(order.owner(), UUID.randomUUID());
    JsonObject first = await(service.call(order.method(), key, order.args()));
    long after = contents();

    assertThat(await(service.call(order.method(), key, order.args()))).isEqualTo(first);
    assertThat(contents()).isEqualTo(after);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void anOrderWithoutAReasonIsRefusedAlsoInADryRun(Order order) {
    withMakeUp();
    JsonObject args = order.args().copy();
    args.remove("reason");
    for (String method : List.of(order.method(), order.method() + ".dry")) {
      assertThatThrownBy(() -> await(service.call(method, RequestKey.fresh(order.owner()), args)))
          .hasRootCauseInstanceOf(InvalidRequestException.class)
          .rootCause()
          .hasMessage("reason: found nothing, allowed: a text of 1 to 200 characters");
    }
  }

  @Test
  void aGiftWaitsInTheMailboxAndIsDeliveredOnceBesideTheSignIn() {
    claim("guest:a", "2026-11-24");
    JsonObject given = order("grant", "guest:a", gift());
    assertThat(given)
        .isEqualTo(
            new JsonObject()
                .put("uid", "guest:a")
                .put("grantId", given.getString("grantId"))
                .put(
                    "reward",
                    PlanSamples.reward("gem", 5).put("icon", "gift").put("description", "Sorry"))
                .put("expiresAt", "2026-12-24T12:00:00Z"));

    JsonArray waiting = undelivered("guest:a");
    assertThat(waiting).hasSize(2);
    List<Future<JsonObject>> deliveries =
        Stream.generate(() -> deliveries("guest:a", waiting))
            .limit(10)
            .flatMap(List::stream)
            .toList();
    deliveries.forEach(
        delivery -> assertThat(await(delivery).getString("code")).isEqualTo("DELIVERED"));

    assertThat(undelivered("guest:a")).isEmpty();
    assertThat(file("guest:a").getJsonArray("inventory"))
        .isEqualTo(
            new JsonArray()
                .add(new JsonObject().put("item", "coin").put("count", 100))
                .add(new JsonObject().put("item", "gem").put("count", 5)));
    assertThat(daily.count("SELECT count(*) FROM daily.ledger")).isEqualTo(2);
    assertThat(
            daily.count(
                "SELECT count(*) FROM daily.ledger WHERE kind = 'GIFT' AND operator = 'olga'"
                    + " AND reason = 'a test' AND version IS NULL"))
        .isEqualTo(1);
  }

  @Test
  void aGiftIsNoSignIn() {
    order("grant", "guest:a", gift());

    assertThat(look("guest:a").getJsonObject("display").getJsonArray("recv")).isEmpty();
    assertThat(claim("guest:a", "2026-11-24").getString("code")).isEqualTo("CLAIMED");
  }

  @Test
  void aGiftThatExpiredIsNotDelivered() {
    order("grant", "guest:a", gift().put("mailboxDays", 1));
    JsonArray waiting = undelivered("guest:a");
    clock.advance(Duration.ofDays(1));

    assertThat(undelivered("guest:a")).isEmpty();
    assertThat(await(deliveries("guest:a", waiting).get(0)).getString("code")).isEqualTo("EXPIRED");
    assertThat(daily.count("SELECT count(*) FROM daily.ledger")).isZero();
  }

  @Test
  void aGiftIsDeliveredToItsOwnerOnly() {
    order("grant", "guest:a", gift());

    assertThatThrownBy(() -> await(deliveries("guest:b", undelivered("guest:a")).get(0)))
        .hasRootCauseInstanceOf(InvalidRequestException.class);
  }

  @Test
  void anEntryNamesTheVersionThatPaidIt() {
    withMakeUp();
    claim("guest:a", "2026-11-24");
    deliveries("guest:a", undelivered("guest:a")).forEach(Await::await);

    JsonObject entry = file("guest:a").getJsonArray("ledger").getJsonObject(0);
    assertThat(entry.getInteger("version")).isEqualTo(1);
    assertThat(entry.getString("date")).isEqualTo("2026-11-24");
    assertThat(entry.getString("operator")).isNull();
  }

  @Test
  void tokensAreWhatThePlanSaysThatMakeUpCosts() {
    withMakeUp();

    assertThat(
            order("tokens.give", "guest:a", args("count", 3))
                .getJsonObject("reward")
                .getJsonArray("items"))
        .isEqualTo(new JsonArray().add(new JsonObject().put("item", "token").put("count", 3)));
  }

  @Test
  void tokensAreRefusedWithoutMakeUpOrACount() {
    assertThatThrownBy(() -> order("tokens.give", "guest:a", args("count", 3)))
        .rootCause()
        .hasMessage("activity: found nothing, allowed: one whose plan has makeUp");
    assertThatThrownBy(() -> order("tokens.give", "guest:a", args()))
        .rootCause()
        .hasMessage("count: found nothing, allowed: a whole number, 1 to 1000000");
  }

  @Test
  void allMistakesOfAGiftAreTold() {
    JsonObject args = gift().put("icon", "A B").put("description", "");
    args.getJsonArray("items").getJsonObject(0).put("count", 0).put("x", 1);

    assertThatThrownBy(() -> order("grant", "guest:a", args))
        .rootCause()
        .hasMessageContainingAll("items[0].count: found 0", "items[0].x", "icon:", "description:");
  }

  @Test
  void whatWasDoneWrongIsPutRightByNewRowsAndThePlayersFileShowsBoth() {
    order("correct", "guest:a", args("item", "coin", "count", 50));
    clock.advance(Duration.ofSeconds(1));
    order("correct", "guest:a", args("item", "coin", "count", -50).put("reason", "it was bob"));

    JsonObject file = file("guest:a");
    assertThat(objects(file, "ledger"))
        .extracting(
            entry ->
                entry.getString("operator")
                    + " "
                    + entry.getInteger("count")
                    + " "
                    + entry.getString("reason"))
        .containsExactly("olga -50 it was bob", "olga 50 a test");
    assertThat(file.getJsonArray("inventory")).isEmpty();
  }

  @Test
  void thousandsAreCompensatedAndNobodyTwice() {
    JsonObject args = gift().put("uids", uids(5_000).add("guest:7"));
    RequestKey key = RequestKey.fresh("daily");

    assertThat(await(service.call("compensate", key, args)))
        .isEqualTo(
            new JsonObject()
                .put("players", 5_000)
                .put("granted", 5_000)
                .put("already", 0)
                .put("sample", new JsonArray(uids(5_000).stream().sorted().limit(10).toList()))
                .put(
                    "total",
                    new JsonArray().add(new JsonObject().put("item", "gem").put("count", 25_000))));
    // As after the time for which replies are kept.
    FakeService later = FakeService.start(Samples.config(), clock, daily);
    JsonObject again = await(later.call("compensate", key, args));
    assertThat(again.getInteger("granted")).isZero();
    assertThat(again.getInteger("already")).isEqualTo(5_000);
    assertThat(daily.count("SELECT count(*) FROM daily.gift")).isEqualTo(5_000);
  }

  @Test
  void whoSignedInOnADayIsCompensated() {
    claim("guest:a", "2026-11-24");
    claim("guest:b", "2026-11-24");
    clock.advance(Duration.ofDays(2));
    claim("guest:b", "2026-11-26");
    claim("guest:c", "2026-11-26");

    JsonObject one = gift().put("signedIn", days("2026-11-24", "2026-11-25"));
    assertThat(order("compensate", "daily", one).getJsonArray("sample"))
        .containsExactly("guest:a", "guest:b");
    JsonObject all = gift().put("signedIn", days("2026-11-24", "2026-11-26"));
    assertThat(order("compensate", "daily", all).getInteger("players")).isEqualTo(3);
  }

  @Test
  void moreThanAnOrderMayTakeAreRefusedOrTakenInParts() {
    daily.execute(
        """
        INSERT INTO daily.sign_in (activity, uid, sign_date, claimed_at, request_id, grant_id,
          reward, expires_at)
        SELECT 'daily', 'guest:' || p, '2026-11-24', now(), gen_random_uuid(), gen_random_uuid(),
          '{}', now() FROM generate_series(1, 100005) p
        """);
    JsonObject args = gift().put("signedIn", days("2026-11-24", "2026-11-24"));
    assertThatThrownBy(() -> order("compensate", "daily", args))
        .rootCause()
        .hasMessageContaining("found 100005 players, allowed: 100000 an order");

    args.getJsonObject("signedIn").put("afterUid", "");
    JsonObject first = order("compensate", "daily", args);
    assertThat(first.getInteger("granted")).isEqualTo(100_000);
    args.getJsonObject("signedIn").put("afterUid", first.getString("lastUid"));
    JsonObject second = order("compensate", "daily", args);
    assertThat(second.getInteger("granted")).isEqualTo(5);
    assertThat(second.containsKey("lastUid")).isFalse();
    assertThat(daily.count("SELECT count(DISTINCT uid) FROM daily.gift")).isEqualTo(100_005);
  }

  @Test
  void whomToCompensateIsSaidInOneWay() {
    assertThatThrownBy(() -> order("compensate", "daily", gift()))
        .rootCause()
        .hasMessage("uids: found nothing, allowed: either uids or signedIn");
    assertThatThrownBy(
            () -> order("compensate", "daily", gift().put("uids", new JsonArray().add("").add(7))))
        .rootCause()
        .hasMessageContainingAll("uids[0]: found \"\"", "uids[1]: found 7");
    assertThatThrownBy(
            () ->
                order(
                    "compensate",
                    "daily",
                    gift().put("signedIn", days("2026-11-01", "2026-12-02"))))
        .rootCause()
        .hasMessageContaining("allowed: a date from 2026-11-01 to 2026-12-01");
  }

  @Test
  void anExcusedDayKeepsAStreakAndIsTakenBackByANewRow() {
    withMakeUp();
    claim("guest:a", "2026-11-24");
    clock.advance(Duration.ofDays(2));
    assertThat(streak("guest:a")).isZero();

    JsonObject excused = order("excuse", "daily", args("day", "2026-11-25"));
    assertThat(excused)
        .isEqualTo(
            new JsonObject()
                .put("activity", "daily")
                .put("day", "2026-11-25")
                .put("excused", true)
                .put("wasExcused", false)
                .put("missed", 1));
    assertThat(streak("guest:a")).isEqualTo(1);
    assertThat(state("guest:a", 25)).isEqualTo("excused");

    JsonObject back = order("excuse", "daily", args("day", "2026-11-25").put("excused", false));
    assertThat(back.getBoolean("wasExcused")).isTrue();
    assertThat(streak("guest:a")).isZero();
    assertThat(state("guest:a", 25)).isEqualTo("missed");
    assertThat(daily.count("SELECT count(*) FROM daily.excused WHERE operator = 'olga'"))
        .isEqualTo(2);
    assertThatThrownBy(() -> daily.execute("DELETE FROM daily.excused"))
        .hasStackTraceContaining("takes new rows only");
  }

  @Test
  void onlyDaysThatCanStillBeExcusedAre() {
    for (String day : List.of("2026-10-23", "2026-11-25")) {
      assertThatThrownBy(() -> order("excuse", "daily", args("day", day)))
          .rootCause()
          .hasMessageContaining("allowed: a day from 2026-10-24 to today, 2026-11-24");
    }
    order("excuse", "daily", args("day", "2026-10-24"));
  }

  @Test
  void anActivityThatThereIsNotIsRefused() {
    assertThatThrownBy(
            () -> order("excuse", "daily", args("day", "2026-11-23", "activity", "feast")))
        .rootCause()
        .hasMessage("activity: found \"feast\", allowed: one of daily");
  }

  @Test
  void theActivitiesAreTold() {
    assertThat(await(service.call("activities", new JsonObject())).getJsonArray("activities"))
        .isEqualTo(
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("activity", "daily")
                        .put("title", new JsonObject().put("en", "Daily sign-in").put("zh", "每日签到"))
                        .put("valid", 0)
                        .put("today", "2026-11-24")
                        .put("endOfToday", "2026-11-25T04:00:00Z")));
  }

  @Test
  void aPlayersFileShowsTheMonth() {
    withMakeUp();
    claim("guest:a", "2026-11-24");
    clock.advance(Duration.ofDays(2));
    order("tokens.give", "guest:a", args("count", 2));
    deliveries("guest:a", undelivered("guest:a")).forEach(Await::await);
    await(
        service.call(
            "makeUp", RequestKey.fresh("guest:a"), new JsonObject().put("valid", "2026-11-25")));

    JsonObject file = file("guest:a");

    assertThat(objects(file, "calendar").map(day -> day.getString("state")).skip(22).limit(5))
        .containsExactly("before", "claimed", "madeUp", "claimable", "toCome");
    JsonObject madeUp = file.getJsonArray("calendar").getJsonObject(24);
    assertThat(madeUp.fieldNames())
        .containsExactlyInAnyOrder(
            "date",
            "state",
            "claimedAt",
            "version",
            "reward",
            "payment",
            "grantId",
            "requestId",
            "deliveredAt",
            "expiresAt");
    assertThat(file.getJsonObject("standing"))
        .isEqualTo(
            new JsonObject()
                .put("counting", "STREAK")
                .put("count", 2)
                .put("hasSignedIn", false)
                .put("nextMilestone", 3)
                .put("offers", new JsonArray()));
    assertThat(objects(file, "grants").map(grant -> grant.getString("kind")))
        .containsExactlyInAnyOrder("MAKE_UP", "GIFT", "SIGN_IN");
    assertThat(objects(file, "ledger"))
        .filteredOn(entry -> entry.getString("kind").equals("MAKE_UP"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getString("date")).isEqualTo("2026-11-25");
              assertThat(entry.getInteger("version")).isEqualTo(1);
            });
    assertThat(
            objects(
                    await(
                        service.call(
                            "player.show",
                            new JsonObject().put("uid", "guest:a").put("month", "2026-12"))),
                    "calendar")
                .map(day -> day.getString("state"))
                .distinct())
        .containsExactly("toCome");
  }

  /** Whose streaks are counted, and whose missed days cost a token. */
  private void withMakeUp() {
    JsonObject plan =
        PlanSamples.coins(7)
            .put("progress", new JsonObject().put("mode", "streak").put("period", "none"))
            .put(
                "makeUp",
                new JsonObject()
                    .put("item", "token")
                    .put("cost", new JsonArray().add(1))
                    .put("perMonth", 5)
                    .put("windowDays", 7));
    PlanSamples.activate(daily, 1, plan, "2026-11-01T00:00:00Z");
    await(FakeService.start(Samples.config(), clock, daily).call("plan.list", new JsonObject()));
    await(service.call("plan.list", new JsonObject()));
  }

  private static JsonObject args(Object... members) {
    JsonObject args = new JsonObject().put("reason", "a test").put("operator", "olga");
    for (int i = 0; i < members.length; i += 2) {
      args.put((String) members[i], members[i + 1]);
    }
    return args;
  }

  private static JsonObject gift() {
    JsonObject gem = new JsonObject().put("item", "gem").put("count", 5);
    return args("items", new JsonArray().add(gem), "description", "Sorry");
  }

  private static JsonArray uids(int count) {
    JsonArray uids = new JsonArray();
    IntStream.range(0, count).forEach(i -> uids.add("guest:" + i));
    return uids;
  }

  private static JsonObject days(String from, String to) {
    return new JsonObject().put("from", from).put("to", to);
  }

  private JsonObject order(String method, String owner, JsonObject args) {
    return await(service.call(method, RequestKey.fresh(owner), args));
  }

  private JsonObject claim(String uid, String day) {
    return await(service.call("claim", RequestKey.fresh(uid), new JsonObject().put("valid", day)));
  }

  private JsonObject look(String uid) {
    return await(service.call("look", RequestKey.fresh(uid), new JsonObject()));
  }

  private JsonArray undelivered(String uid) {
    return look(uid).getJsonArray("undelivered");
  }

  private List<Future<JsonObject>> deliveries(String uid, JsonArray grants) {
    return grants.stream()
        .map(JsonObject.class::cast)
        .map(
            grant ->
                service.call(
                    "deliver",
                    new RequestKey(uid, UUID.fromString(grant.getString("grantId"))),
                    new JsonObject().put("valid", grant.getString("valid"))))
        .toList();
  }

  /** As a service sees it that has just read the plans. */
  private JsonObject file(String uid) {
    FakeService fresh = FakeService.start(Samples.config(), clock, daily);
    return await(fresh.call("player.show", new JsonObject().put("uid", uid)));
  }

  private int streak(String uid) {
    return file(uid).getJsonObject("standing").getInteger("count");
  }

  private String state(String uid, int dayOfMonth) {
    return file(uid).getJsonArray("calendar").getJsonObject(dayOfMonth - 1).getString("state");
  }

  private static Stream<JsonObject> objects(JsonObject json, String key) {
    return json.getJsonArray(key).stream().map(JsonObject.class::cast);
  }

  /** Another number whenever a row of these tables is another. */
  private long contents() {
    return Stream.of(
            "gift",
            "ledger",
            "inventory",
            "player",
            "excused",
            "plan_version",
            "sign_in",
            "mailbox")
        .mapToLong(
            table ->
                daily.count(
                    "SELECT coalesce(sum(hashtext(t::text)::bigint), 0) FROM daily."
                        + table
                        + " t"))
        .sum();
  }
}
