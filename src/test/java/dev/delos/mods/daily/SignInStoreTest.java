package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.database.PoolSettings;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the store promises about sign-ins. */
class SignInStoreTest extends StoreTest {
  private static final String HOLD_KEY =
      "INSERT INTO daily.sign_in VALUES ($1, $2, $3, now(), gen_random_uuid())";
  private static final String GIVE_UP_KEY =
      "DELETE FROM daily.sign_in WHERE activity = $1 AND uid = $2 AND sign_date = $3";
  private static final String WAITING =
      "SELECT count(*) FROM pg_locks"
          + " WHERE NOT granted AND transactionid = pg_current_xact_id()::xid";

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
    List<Boolean> won = claimsFromOneStartingLine(200);

    assertThat(won).filteredOn(win -> win).hasSize(1);
    assertThat(count("sign_in", alice)).isEqualTo(1);
    assertThat(count("reward_grant", alice)).isEqualTo(1);
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

  /**
   * Holds the sign-in's key in a transaction until a claim waits for it on each of the pool's other
   * connections, then gives it up: a claim that reads first and writes after would not have waited.
   */
  private List<Boolean> claimsFromOneStartingLine(int times) {
    Tuple key = Tuple.of(DAILY, alice, MONDAY);
    return await(
        database
            .inTransaction(
                gate ->
                    gate.preparedQuery(HOLD_KEY)
                        .execute(key)
                        .map(held -> claimsOfAlice(times))
                        .compose(claims -> untilWaiting(gate, 5_000).map(claims))
                        .compose(
                            claims -> gate.preparedQuery(GIVE_UP_KEY).execute(key).map(claims)))
            .compose(Future::join)
            .map(CompositeFuture::list));
  }

  private List<Future<Boolean>> claimsOfAlice(int times) {
    return Stream.generate(() -> store.claim(DAILY, alice, MONDAY, Samples.COINS, NOW))
        .limit(times)
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
                rows.iterator().next().getLong(0) == PoolSettings.DEFAULTS.size() - 1
                    ? Future.succeededFuture()
                    : untilWaiting(gate, looks - 1));
  }
}
