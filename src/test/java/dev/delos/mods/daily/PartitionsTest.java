package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.mods.daily.rules.ItemCount;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Months are made before they are needed and detached when they are old; nobody waits for it. */
class PartitionsTest extends StoreTest {
  private static final LocalDate OLD = LocalDate.parse("2020-02-15");
  private static final LocalDate PAST_OLD = LocalDate.parse("2020-03-01");
  private static final String DETACHING =
      " FROM pg_stat_activity WHERE state = 'active' AND wait_event_type = 'Lock'"
          + " AND query LIKE 'ALTER TABLE%DETACH PARTITION%CONCURRENTLY'";

  private Stores service = store;

  @BeforeEach
  void anOldMonth() {
    service = newService();
    assertThat(await(service.claim(signIn(alice, OLD)))).isTrue();
  }

  @AfterEach
  void dropIt() {
    for (String month : List.of("2020_02", "2020_03", "2020_04")) {
      await(database.query("DROP TABLE IF EXISTS daily.sign_in_" + month, Tuple.tuple()));
    }
  }

  @Test
  void aClaimMakesItsMonthAndTheTwoAfterIt() {
    assertThat(attached())
        .containsSubsequence("sign_in_2020_02", "sign_in_2020_03", "sign_in_2020_04");
    assertThat(number("SELECT count(*) FROM daily.sign_in_2020_02", Tuple.tuple())).isEqualTo(1);
  }

  @Test
  void manyServicesThatNeedAMonthAtOnceMakeItOnce() {
    dropIt();
    List<Stores> services = Stream.generate(this::newService).limit(4).toList();

    List<Boolean> won =
        all(
            IntStream.range(0, 80)
                .mapToObj(i -> services.get(i % 4).claim(signIn(Players.fresh(), OLD)))
                .toList());

    assertThat(won).containsOnly(true);
    assertThat(number("SELECT count(*) FROM daily.sign_in_2020_02", Tuple.tuple())).isEqualTo(80);
  }

  @Test
  void onlyMonthsThatAreWhollyBeforeADateAreOld() {
    assertThat(before(PAST_OLD.minusDays(1))).isEmpty();
    assertThat(before(PAST_OLD)).containsExactly("sign_in_2020_02");
    assertThat(before(PAST_OLD.plusMonths(1)))
        .containsExactly("sign_in_2020_02", "sign_in_2020_03");
  }

  @Test
  void aDetachedMonthIsSeenNoMoreAndItsTableStays() {
    assertThat(await(service.deliver(alice, OLD, LATER)).code()).isEqualTo(DeliveryCode.DELIVERED);
    claim(alice, MONDAY);

    assertThat(detach()).containsExactly("sign_in_2020_02");

    assertThat(attached()).doesNotContain("sign_in_2020_02").contains("sign_in_2020_03");
    assertThat(await(store.claims(DAILY, alice, OLD, OLD))).isEmpty();
    assertThat(number("SELECT count(*) FROM daily.sign_in_2020_02", Tuple.tuple())).isEqualTo(1);
    assertThat(claims(alice)).hasSize(1);
    assertThat(inventory(alice)).containsExactly(new ItemCount("coin", 100));
    assertThat(undelivered(alice)).extracting(Grant::valid).containsExactly(MONDAY);
    assertThat(claim(alice, TUESDAY)).isTrue();
  }

  @Test
  void whileAMonthIsDetachedPlayersSignInAndLook() {
    Stores player = newService();
    Future<List<String>> detached =
        whileSomebodyReadsTheTable(
            () -> {
              Future<List<String>> detaching = service.run(this::detachOld);
              awaitDetaching();
              for (int i = 0; i < 20; i++) {
                String uid = Players.fresh();
                assertThat(await(player.claim(signIn(uid, MONDAY)))).isTrue();
                assertThat(await(player.look(uid, MONDAY, SUNDAY, NOW)).claims()).hasSize(1);
              }
              assertThat(detaching.isComplete()).isFalse();
              return detaching;
            });

    assertThat(await(detached)).containsExactly("sign_in_2020_02");
  }

  @Test
  void claimsGoOnWithoutPauseWhileMonthsAreDetached() {
    List<Stores> services = List.of(newService(), newService());
    Future<List<String>> detaching = Future.succeededFuture(List.of());
    int claims = 0;
    while (claims < 2_000 || !detaching.isComplete()) {
      List<SignIn> all = Stream.generate(() -> signIn(Players.fresh(), MONDAY)).limit(100).toList();
      if (claims == 500) {
        detaching = service.run(this::detachOld);
      }
      assertThat(
              all(services.stream().map(each -> each.claimTogether(all)).toList()).stream()
                  .flatMap(List::stream))
          .filteredOn(Future::result)
          .hasSize(100);
      claims += all.size();
    }
    assertThat(await(detaching)).containsExactly("sign_in_2020_02");
  }

  @Test
  void aDetachThatBrokeOffIsFinishedByTheNext() {
    Future<List<String>> brokenOff =
        whileSomebodyReadsTheTable(
            () -> {
              Future<List<String>> detaching = service.run(this::detachOld);
              awaitDetaching();
              await(database.query("SELECT pg_cancel_backend(pid)" + DETACHING, Tuple.tuple()));
              return detaching;
            });
    assertThatThrownBy(() -> await(brokenOff)).hasRootCauseInstanceOf(PgException.class);
    assertThat(claim(bob, MONDAY)).isTrue();
    assertThat(await(service.run(() -> service.partitions().before(PAST_OLD))))
        .extracting(Partitions.Partition::isPending)
        .containsExactly(true);

    assertThat(detach()).containsExactly("sign_in_2020_02");
    assertThat(before(PAST_OLD)).isEmpty();
  }

  /** Runs steps while a transaction keeps a lock on the table as any reader's does. */
  private <T> Future<T> whileSomebodyReadsTheTable(Supplier<Future<T>> steps) {
    Promise<Void> done = Promise.promise();
    Promise<Void> reading = Promise.promise();
    Future<?> reader =
        database.inTransaction(
            transaction ->
                transaction
                    .query("SELECT count(*) FROM daily.sign_in")
                    .execute()
                    .onComplete(found -> reading.complete())
                    .compose(found -> done.future()));
    await(reading.future());
    try {
      return steps.get();
    } finally {
      done.complete();
      await(reader);
    }
  }

  private void awaitDetaching() {
    for (int looks = 0; looks < 1_000; looks++) {
      if (number("SELECT count(*)" + DETACHING, Tuple.tuple()) > 0) {
        return;
      }
    }
    throw new AssertionError("nobody detaches");
  }

  private Stores newService() {
    return new Stores(daily, new BagRules(36, 999, Map.of()));
  }

  private List<String> detach() {
    return await(service.run(this::detachOld));
  }

  private Future<List<String>> detachOld() {
    Partitions partitions = service.partitions();
    return partitions.before(PAST_OLD).compose(partitions::detach);
  }

  private List<String> attached() {
    return before(LocalDate.parse("9999-01-01"));
  }

  private List<String> before(LocalDate date) {
    return await(service.run(() -> service.partitions().before(date))).stream()
        .map(Partitions.Partition::name)
        .toList();
  }
}
