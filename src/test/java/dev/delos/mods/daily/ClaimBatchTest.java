package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.mods.daily.rules.Text;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sign-ins that share a statement: each is stored, refused or failed for itself. */
class ClaimBatchTest extends StoreTest {
  private static final Reward UNSTORABLE =
      new Reward(List.of(new ItemCount("coin", 1)), "coin", 1, Text.of("a \u0000 in the text"));

  @Test
  void twoHundredClaimsOfADayInOneBatchAreWonByOne() {
    List<Future<Boolean>> claims =
        await(store.claimTogether(Stream.generate(this::claimOfAlice).limit(200).toList()));

    assertThat(claims).filteredOn(Future::result).hasSize(1);
    assertThat(count("sign_in", alice)).isEqualTo(1);
  }

  @Test
  void oneRequestThatStandsInABatchManyTimesIsWonOnce() {
    SignIn one = signIn(alice, MONDAY);
    List<SignIn> all = new ArrayList<>(List.of(signIn(bob, MONDAY), signIn(bob, TUESDAY)));
    all.addAll(Stream.generate(() -> one).limit(50).toList());
    List<Future<Boolean>> claims = await(store.claimTogether(all));

    assertThat(claims).allSatisfy(claim -> assertThat(claim.succeeded()).isTrue());
    assertThat(claims.subList(2, 52)).filteredOn(Future::result).hasSize(1);
    assertThat(await(store.claimedBy(one))).contains(Samples.COINS);
    assertThat(count("sign_in", alice)).isEqualTo(1);
  }

  @Test
  void playersWhoseRequestsHaveTheSameIdDoNotGetEachOthersAnswers() {
    UUID id = UUID.randomUUID();
    List<SignIn> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(withId(id, Players.fresh()));
    }
    claim(all.get(5).uid(), MONDAY);

    List<Future<Boolean>> claims = await(store.claimTogether(all));

    for (int i = 0; i < claims.size(); i++) {
      assertThat(claims.get(i).result()).as("claim " + i).isEqualTo(i != 5);
    }
  }

  @Test
  void aBadRowFailsAloneAndItsNeighboursAreStored() {
    List<SignIn> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String uid = i == 41 ? Players.fresh() + '\u0000' : Players.fresh();
      all.add(signIn(uid, MONDAY, i == 77 ? UNSTORABLE : Samples.CHEST));
    }

    List<Future<Boolean>> claims = await(store.claimTogether(all));

    for (int i = 0; i < claims.size(); i++) {
      boolean isBad = i == 41 || i == 77;
      assertThat(claims.get(i).succeeded()).as("claim " + i).isEqualTo(!isBad);
      if (!isBad) {
        assertThat(claims.get(i).result()).isTrue();
        assertThat(count("sign_in", all.get(i).uid())).isEqualTo(1);
      }
    }
    assertThat(count("sign_in", all.get(77).uid())).isZero();
  }

  @Test
  void eachSignInOfABatchBringsItsOwnRewardForItsOwnTime() {
    List<Reward> rewards = List.of(Samples.COINS, Samples.CHEST, coins(7), coins(8));
    List<SignIn> all =
        IntStream.range(0, 60)
            .mapToObj(
                i -> {
                  Duration mailboxTime = Duration.ofDays(80).plusSeconds(i % 3);
                  Occasion occasion = occasion(DAILY, MONDAY, rewards.get(i % 4), mailboxTime);
                  return signIn(Players.fresh(), occasion, NOW.plusMillis(i), UUID.randomUUID());
                })
            .toList();

    assertThat(await(store.claimTogether(all)))
        .allSatisfy(won -> assertThat(won.result()).isTrue());

    assertThat(all)
        .allSatisfy(
            signIn -> {
              Occasion occasion = signIn.occasion();
              assertThat(undelivered(signIn.uid()))
                  .containsExactly(
                      new Grant(
                          signIn.grantId(),
                          MONDAY,
                          occasion.payment().reward(),
                          signIn.claimedAt().plus(occasion.mailboxTime())));
            });
  }

  @Test
  void twoServicesThatClaimForTheSamePlayersInOppositeOrdersDoNotBlockEachOther() {
    Stores other = new Stores(daily, new BagRules(36, 999, Map.of()));
    List<String> players = Stream.generate(Players::fresh).limit(400).toList();
    List<SignIn> up = players.stream().map(uid -> signIn(uid, MONDAY)).toList();
    List<SignIn> down = new ArrayList<>(players.stream().map(uid -> signIn(uid, MONDAY)).toList());
    Collections.reverse(down);

    List<List<Future<Boolean>>> both =
        all(List.of(store.claimTogether(up), other.claimTogether(down)));

    assertThat(both.get(0)).allSatisfy(claim -> assertThat(claim.succeeded()).isTrue());
    assertThat(both.get(1)).allSatisfy(claim -> assertThat(claim.succeeded()).isTrue());
    assertThat(both.stream().flatMap(List::stream)).filteredOn(Future::result).hasSize(400);
    assertThat(
            number(
                "SELECT count(*) FROM daily.sign_in WHERE uid = ANY ($1)",
                Tuple.of(players.toArray(String[]::new))))
        .isEqualTo(400);
  }

  @Test
  void playersWhoHaveGotProgressMeanwhileAreLeftOutAndTheOthersStored() {
    List<SignIn> all =
        Stream.generate(Players::fresh).limit(60).map(uid -> signIn(uid, MONDAY)).toList();
    for (int i = 0; i < 60; i += 3) {
      claim(all.get(i).uid(), MONDAY.plusDays(1));
    }

    long before = writes();

    List<Future<Boolean>> claims = all.stream().map(store::claimFrom).toList();
    await(Future.join(claims));

    assertThat(writes() - before)
        .as("transactions, none of them for a part of a batch")
        .isLessThan(12);

    for (int i = 0; i < 60; i++) {
      assertThat(claims.get(i).result()).as("claim " + i).isEqualTo(i % 3 != 0);
      assertThat(count("sign_in", all.get(i).uid())).isEqualTo(1);
    }
  }

  /** How many transactions of this server have written something, this one among them. */
  private long writes() {
    return daily.count("SELECT pg_current_xact_id()::text::bigint");
  }

  private SignIn claimOfAlice() {
    return signIn(alice, MONDAY);
  }

  private static SignIn withId(UUID id, String uid) {
    return signIn(uid, occasion(DAILY, MONDAY, Samples.COINS), NOW, id);
  }

  private static Reward coins(int count) {
    return new Reward(
        List.of(new ItemCount("coin", count)), "coin", count, Text.of(count + " coins"));
  }
}
