package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.rules.ItemCount;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the store promises about sign-ins. */
class SignInStoreTest extends StoreTest {
  private static final String HOLD_KEY = "INSERT INTO daily.progress VALUES ($2, $1, 1, '{}')";
  private static final String GIVE_UP_KEY =
      "DELETE FROM daily.progress WHERE activity = $1 AND uid = $2";
  private static final String WAITING =
      "SELECT count(*) FROM pg_locks"
          + " WHERE NOT granted AND transactionid = pg_current_xact_id()::xid";

  private static final int SERVICES = 5;

  /** Of one service: what comes after them gathers. */
  private static final int BATCHES_AT_ONCE = 2;

  @Test
  void aSignInIsStoredWithItsGrant() {
    assertThat(claim(alice, MONDAY, Samples.CHEST)).isTrue();

    assertThat(claims(alice)).containsExactly(stored(MONDAY, Samples.CHEST, Optional.empty()));
    assertThat(undelivered(alice))
        .containsExactly(new Grant(grant(alice, MONDAY), MONDAY, Samples.CHEST, EXPIRY));
    assertThat(inventory(alice)).isEmpty();
  }

  @Test
  void aSecondClaimOfADayIsLostAndChangesNothing() {
    claim(alice, MONDAY);

    assertThat(claim(alice, MONDAY, Samples.CHEST)).isFalse();
    assertThat(claims(alice)).containsExactly(stored(MONDAY, Samples.COINS, Optional.empty()));
    assertThat(undelivered(alice)).hasSize(1);
  }

  @Test
  void ofTwoHundredClaimsAtOnceOneWins() {
    List<Boolean> won = claimsFromOneStartingLine(200);

    assertThat(won).filteredOn(win -> win).hasSize(1);
    assertThat(count("sign_in", alice)).isEqualTo(1);
  }

  @Test
  void otherPlayersAreNotAffected() {
    claim(alice, MONDAY);
    deliver(alice, MONDAY);

    assertThat(claims(bob)).isEmpty();
    assertThat(inventory(bob)).isEmpty();
    assertThat(claim(bob, MONDAY)).isTrue();
    assertThat(inventory(bob)).isEmpty();
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

    SignIn other =
        signIn(alice, occasion("festival", MONDAY, Samples.CHEST), NOW, UUID.randomUUID());
    assertThat(await(store.claim(other))).isTrue();
    assertThat(claims(alice)).hasSize(1);
    assertThat(await(store.claims("festival", alice, MONDAY, SUNDAY))).hasSize(1);
    assertThat(undelivered(alice)).hasSize(2);
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
  void aRewardWaitsAsLongAsItsClaimSaidThoughTheMailboxTimeIsShorterNow() {
    claim(alice, MONDAY);
    await(store.keepMail(Duration.ofHours(1)));

    Instant lastMoment = EXPIRY.minusMillis(1);
    assertThat(await(store.look(alice, SUNDAY, SUNDAY, lastMoment)).undelivered())
        .extracting(Grant::valid)
        .containsExactly(MONDAY);
    assertThat(await(store.look(alice, SUNDAY, SUNDAY, EXPIRY)).undelivered()).isEmpty();
  }

  @Test
  void aRequestFindsItsOwnSignInAndNoOther() {
    SignIn first = signIn(alice, MONDAY, Samples.CHEST);
    SignIn second = signIn(alice, MONDAY);
    assertThat(await(store.claim(first))).isTrue();
    assertThat(await(store.claim(first))).isFalse();
    assertThat(await(store.claim(second))).isFalse();

    assertThat(await(store.claimedBy(first))).contains(Samples.CHEST);
    assertThat(await(store.claimedBy(second))).isEmpty();
  }

  @Test
  void aLookShowsAPlayersClaimsGrantsAndInventory() {
    claim(alice, MONDAY);
    deliver(alice, MONDAY);
    claim(alice, TUESDAY, Samples.CHEST);

    PlayerStore.Found found = look(alice);
    assertThat(found.claims()).isEqualTo(claims(alice)).hasSize(2);
    assertThat(found.claims()).first().isEqualTo(stored(MONDAY, Samples.COINS, Optional.of(LATER)));
    assertThat(found.undelivered())
        .containsExactly(new Grant(grant(alice, TUESDAY), TUESDAY, Samples.CHEST, EXPIRY));
    assertThat(found.inventory()).containsExactly(new ItemCount("coin", 100));
  }

  @Test
  void looksThatShareAStatementAreEachAnsweredForTheirOwnPlayer() {
    List<String> players = Stream.generate(Players::fresh).limit(40).toList();
    for (int i = 0; i < players.size(); i += 2) {
      claim(players.get(i), MONDAY);
    }

    List<PlayerStore.Found> found =
        all(players.stream().map(uid -> store.look(uid, MONDAY, SUNDAY, LATER)).toList());

    for (int i = 0; i < players.size(); i++) {
      assertThat(found.get(i).undelivered())
          .extracting(Grant::id)
          .isEqualTo(i % 2 == 0 ? List.of(grant(players.get(i), MONDAY)) : List.of());
    }
  }

  /**
   * Holds the player's progress in a transaction until the claims of every service wait for it,
   * then gives it up: a claim that reads first and writes after would not have waited.
   */
  private List<Boolean> claimsFromOneStartingLine(int times) {
    List<Stores> services = Stream.generate(this::service).limit(SERVICES).toList();
    Tuple key = Tuple.of(DAILY, alice);
    return await(
        store
            .run(() -> store.partitions().make(MONDAY))
            .compose(
                made ->
                    database.inTransaction(
                        gate ->
                            gate.preparedQuery(HOLD_KEY)
                                .execute(key)
                                .map(held -> claimsOfAlice(services, times))
                                .compose(claims -> untilWaiting(gate, 5_000).map(claims))
                                .compose(
                                    claims ->
                                        gate.preparedQuery(GIVE_UP_KEY).execute(key).map(claims))))
            .compose(Future::join)
            .map(CompositeFuture::list));
  }

  private Stores service() {
    return new Stores(daily, new BagRules(36, 999, Map.of()));
  }

  private List<Future<Boolean>> claimsOfAlice(List<Stores> services, int times) {
    return IntStream.range(0, times)
        .mapToObj(i -> services.get(i % services.size()).claim(signIn(alice, MONDAY)))
        .toList();
  }

  private static Future<Void> untilWaiting(SqlConnection gate, int looks) {
    if (looks == 0) {
      return Future.failedFuture("the claims don't wait for each other");
    }
    return gate.query(WAITING)
        .execute()
        .compose(
            rows ->
                rows.iterator().next().getLong(0) == SERVICES * BATCHES_AT_ONCE
                    ? Future.succeededFuture()
                    : untilWaiting(gate, looks - 1));
  }
}
