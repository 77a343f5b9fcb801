package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.sdk.Database;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the store promises, on a real PostgreSQL. */
class SignInStoreTest {
  private static final DailyDatabase DATABASE = new DailyDatabase();

  private static final String DAILY = DailyMod.ACTIVITY;
  private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate SUNDAY = MONDAY.plusDays(6);
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-23T08:00:05.123456Z");

  private final Database database = DATABASE.database();
  private final SignInStore store = new SignInStore(database);
  private final String alice = Players.fresh();
  private final String bob = Players.fresh();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void aSignInIsStoredWithItsGrant() {
    assertThat(await(store.claim(DAILY, alice, MONDAY, Samples.CHEST, NOW))).isTrue();

    assertThat(claims(alice))
        .containsExactly(new Claim(MONDAY, NOW, Samples.CHEST, Optional.empty()));
    assertThat(await(store.undelivered(alice)))
        .containsExactly(new Grant(grant(alice, MONDAY), MONDAY, Samples.CHEST));
    assertThat(await(store.inventory(alice))).isEmpty();
  }

  @Test
  void aSecondClaimOfADayIsLostAndChangesNothing() {
    claim(alice, MONDAY);

    assertThat(await(store.claim(DAILY, alice, MONDAY, Samples.CHEST, LATER))).isFalse();
    assertThat(claims(alice))
        .containsExactly(new Claim(MONDAY, NOW, Samples.COINS, Optional.empty()));
    assertThat(await(store.undelivered(alice))).hasSize(1);
  }

  @Test
  void ofTwoHundredClaimsAtOnceOneWins() {
    List<Boolean> won = atOnce(200, () -> store.claim(DAILY, alice, MONDAY, Samples.COINS, NOW));

    assertThat(won).filteredOn(win -> win).hasSize(1);
    assertThat(count("sign_in", alice)).isEqualTo(1);
    assertThat(count("reward_grant", alice)).isEqualTo(1);
  }

  @Test
  void aDeliveryFillsTheInventoryAndTheLedger() {
    await(store.claim(DAILY, alice, MONDAY, Samples.CHEST, NOW));

    assertThat(deliver(alice, MONDAY))
        .containsExactly(new ItemCount("coin", 300), new ItemCount("gem", 5));
    assertThat(await(store.undelivered(alice))).isEmpty();
    assertThat(claims(alice))
        .containsExactly(new Claim(MONDAY, NOW, Samples.CHEST, Optional.of(LATER)));
    assertThat(count("ledger", alice)).isEqualTo(2);
  }

  @Test
  void aSecondDeliveryChangesNothing() {
    claim(alice, MONDAY);

    assertThat(deliver(alice, MONDAY)).containsExactly(new ItemCount("coin", 100));
    assertThat(await(store.deliver(alice, grant(alice, MONDAY), LATER.plusSeconds(60))))
        .containsExactly(new ItemCount("coin", 100));
    assertThat(count("ledger", alice)).isEqualTo(1);
    assertThat(claims(alice)).first().returns(Optional.of(LATER), Claim::deliveredAt);
  }

  @Test
  void ofFiftyDeliveriesAtOnceOnePaysAndAllSeeIt() {
    claim(alice, MONDAY);

    List<List<ItemCount>> held =
        atOnce(50, () -> store.deliver(alice, grant(alice, MONDAY), LATER));

    assertThat(held)
        .hasSize(50)
        .allSatisfy(items -> assertThat(items).containsExactly(new ItemCount("coin", 100)));
    assertThat(count("ledger", alice)).isEqualTo(1);
  }

  @Test
  void deliveriesOfManyGrantsAtOnceAddUp() {
    List<LocalDate> days = Stream.iterate(MONDAY, day -> day.plusDays(1)).limit(20).toList();
    days.forEach(day -> await(store.claim(DAILY, alice, day, mirrored(day), NOW)));

    await(
        Future.join(
            days.stream().map(day -> store.deliver(alice, grant(alice, day), LATER)).toList()));

    assertThat(await(store.inventory(alice)))
        .containsExactly(new ItemCount("coin", 20), new ItemCount("gem", 20));
  }

  @Test
  void anItemThatARewardNamesTwiceIsAddedUp() {
    Reward twice =
        new Reward(
            List.of(new ItemCount("coin", 1), new ItemCount("coin", 2)), "coin", 3, "3 coins");
    await(store.claim(DAILY, alice, MONDAY, twice, NOW));

    assertThat(deliver(alice, MONDAY)).containsExactly(new ItemCount("coin", 3));
  }

  @Test
  void otherPlayersAreNotAffected() {
    claim(alice, MONDAY);
    deliver(alice, MONDAY);

    assertThat(claims(bob)).isEmpty();
    assertThat(await(store.inventory(bob))).isEmpty();
    assertThat(claim(bob, MONDAY)).isTrue();
    assertThat(await(store.inventory(bob))).isEmpty();
  }

  @Test
  void theNextDayCountsAnew() {
    claim(alice, MONDAY);
    deliver(alice, MONDAY);

    assertThat(claim(alice, TUESDAY)).isTrue();
    assertThat(deliver(alice, TUESDAY)).containsExactly(new ItemCount("coin", 200));
    assertThat(claims(alice)).extracting(Claim::date).containsExactly(MONDAY, TUESDAY);
  }

  @Test
  void activitiesDoNotKnowOfEachOther() {
    claim(alice, MONDAY);

    assertThat(await(store.claim("festival", alice, MONDAY, Samples.CHEST, NOW))).isTrue();
    assertThat(claims(alice)).hasSize(1);
    assertThat(await(store.claims("festival", alice, MONDAY, SUNDAY))).hasSize(1);
    assertThat(await(store.undelivered(alice))).hasSize(2);
  }

  @Test
  void claimsAreThoseOfTheDatesAskedForBothIncluded() {
    claim(alice, MONDAY.minusDays(1));
    claim(alice, MONDAY);
    claim(alice, SUNDAY);
    claim(alice, SUNDAY.plusDays(1));

    assertThat(claims(alice)).extracting(Claim::date).containsExactly(MONDAY, SUNDAY);
  }

  @Test
  void theNewestUndeliveredGrantComesFirst() {
    claim(alice, MONDAY);
    claim(alice, TUESDAY);

    assertThat(await(store.undelivered(alice)))
        .extracting(Grant::valid)
        .containsExactly(TUESDAY, MONDAY);
  }

  @Test
  void aGrantIsDeliveredToItsOwnerOnly() {
    claim(alice, MONDAY);

    assertThatThrownBy(() -> await(store.deliver(bob, grant(alice, MONDAY), LATER)))
        .hasRootCauseInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(grant(alice, MONDAY).toString());
    assertThat(await(store.undelivered(alice))).hasSize(1);
  }

  @Test
  void theLedgerTakesNewRowsOnly() {
    claim(alice, MONDAY);
    deliver(alice, MONDAY);

    assertThatThrownBy(
            () -> await(database.query("DELETE FROM daily.ledger WHERE uid = $1", Tuple.of(alice))))
        .hasMessageContaining("new rows only");
    assertThat(count("ledger", alice)).isEqualTo(1);
  }

  /** One of each item, in an order that changes daily: grants that could lock each other out. */
  private static Reward mirrored(LocalDate day) {
    ItemCount coin = new ItemCount("coin", 1);
    ItemCount gem = new ItemCount("gem", 1);
    List<ItemCount> items = day.getDayOfMonth() % 2 == 0 ? List.of(coin, gem) : List.of(gem, coin);
    return new Reward(items, "chest", 1, "One of each");
  }

  private static UUID grant(String uid, LocalDate date) {
    return Grant.id(DAILY, uid, date);
  }

  private boolean claim(String uid, LocalDate date) {
    return await(store.claim(DAILY, uid, date, Samples.COINS, NOW));
  }

  private List<ItemCount> deliver(String uid, LocalDate date) {
    return await(store.deliver(uid, grant(uid, date), LATER));
  }

  private List<Claim> claims(String uid) {
    return await(store.claims(DAILY, uid, MONDAY, SUNDAY));
  }

  private long count(String table, String uid) {
    String sql = "SELECT count(*) FROM daily." + table + " WHERE uid = $1";
    Row row = await(database.query(sql, Tuple.of(uid))).iterator().next();
    return row.getLong(0);
  }

  private static <T> List<T> atOnce(int times, Supplier<Future<T>> call) {
    return await(Future.join(Stream.generate(call).limit(times).toList()).map(all -> all.list()));
  }
}
