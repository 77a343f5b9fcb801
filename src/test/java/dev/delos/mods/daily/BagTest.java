package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.mods.daily.rules.Text;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bag of four slots, ten of an item in each, but of swords one: what fits, and what waits. */
class BagTest extends StoreTest {
  private static final BagRules RULES = new BagRules(4, 10, Map.of("sword", 1));
  private static final String HELD = "SELECT coalesce(sum(count), 0)::bigint FROM daily.";

  private final Stores bag = new Stores(daily, RULES);

  @AfterEach
  void theInventoryIsTheSumOfTheLedger() {
    for (String uid : List.of(alice, bob)) {
      assertThat(
              number(
                  """
                  SELECT count(*) FROM
                    (SELECT item, sum(count) AS entered FROM daily.ledger
                      WHERE uid = $1 GROUP BY item) l
                    FULL JOIN (SELECT item, count FROM daily.inventory WHERE uid = $1) i USING (item)
                  WHERE coalesce(entered, 0) <> coalesce(count, 0)
                  """,
                  Tuple.of(uid)))
          .isZero();
    }
  }

  @Test
  void aGrantThatFitsExactlyIsDelivered() {
    claim(alice, MONDAY, reward("coin", 40));

    assertThat(deliver(alice, MONDAY, 4)).isEqualTo(DeliveryCode.DELIVERED);
  }

  @Test
  void aGrantWithoutRoomWaitsAndIsDeliveredOnceThereIsSome() {
    give(alice, "sword", 3);
    claim(alice, MONDAY, reward("coin", 11));
    assertThat(deliver(alice, MONDAY, 3)).isEqualTo(DeliveryCode.FULL);
    assertThat(deliver(alice, MONDAY, 3)).isEqualTo(DeliveryCode.FULL);
    assertThat(undelivered(alice)).extracting(Grant::id).containsExactly(grant(alice, MONDAY));
    assertThat(inventory(alice)).containsExactly(new ItemCount("sword", 3));

    give(alice, "sword", -1);

    assertThat(deliver(alice, MONDAY, 4)).isEqualTo(DeliveryCode.DELIVERED);
    assertThat(inventory(alice))
        .containsExactly(new ItemCount("coin", 11), new ItemCount("sword", 2));
    assertThat(undelivered(alice)).isEmpty();
  }

  @Test
  void aSmallGrantFitsWhileALargeOneWaits() {
    give(alice, "sword", 3);
    claim(alice, MONDAY, reward("coin", 20));
    claim(alice, TUESDAY, reward("gem", 10));

    assertThat(deliver(alice, MONDAY, 3)).isEqualTo(DeliveryCode.FULL);
    assertThat(deliver(alice, TUESDAY, 4)).isEqualTo(DeliveryCode.DELIVERED);
    assertThat(undelivered(alice)).extracting(Grant::valid).containsExactly(MONDAY);
  }

  @Test
  void aStackThatIsNotFullTakesMoreThoughNoSlotIsFree() {
    give(alice, "sword", 3);
    give(alice, "coin", 3);
    claim(alice, MONDAY, reward("coin", 7));
    claim(alice, TUESDAY, reward("coin", 1));

    assertThat(deliver(alice, MONDAY, 4)).isEqualTo(DeliveryCode.DELIVERED);
    assertThat(deliver(alice, TUESDAY, 4)).isEqualTo(DeliveryCode.FULL);
  }

  @Test
  void aGrantIsDeliveredWholeOrNotAtAll() {
    give(alice, "sword", 3);
    claim(
        alice,
        MONDAY,
        new Reward(
            List.of(new ItemCount("coin", 1), new ItemCount("gem", 1)),
            "chest",
            1,
            Text.of("Two")));

    assertThat(deliver(alice, MONDAY, 3)).isEqualTo(DeliveryCode.FULL);
    assertThat(inventory(alice)).containsExactly(new ItemCount("sword", 3));
    assertThat(count("ledger", alice)).isEqualTo(1);
  }

  @Test
  void aGrantExpires() {
    claim(alice, MONDAY);
    claim(alice, TUESDAY, reward("coin", 1));
    assertThat(await(bag.deliver(alice, TUESDAY, EXPIRY.minusMillis(1))).code())
        .isEqualTo(DeliveryCode.DELIVERED);

    assertThat(await(bag.deliver(alice, MONDAY, EXPIRY)).code()).isEqualTo(DeliveryCode.EXPIRED);
    assertThat(await(bag.look(alice, MONDAY, SUNDAY, EXPIRY)).undelivered()).isEmpty();
    assertThat(claims(alice)).hasSize(2);
    assertThat(await(bag.deliver(alice, TUESDAY, EXPIRY)).code()).isEqualTo(DeliveryCode.DELIVERED);
    assertThat(inventory(alice)).containsExactly(new ItemCount("coin", 1));
  }

  @Test
  void manyDeliveriesAtOnceFromTwoServicesNeverExceedTheSlots() {
    Stores other = new Stores(daily, RULES);
    List<LocalDate> days = Stream.iterate(MONDAY, day -> day.plusDays(1)).limit(30).toList();
    days.forEach(day -> claim(alice, day, reward("coin", 10)));

    List<Future<Delivery>> deliveries = new ArrayList<>();
    for (LocalDate day : days) {
      deliveries.add(bag.deliver(alice, day, LATER));
      deliveries.add(other.deliver(alice, day, LATER));
    }

    assertThat(all(deliveries))
        .filteredOn(delivery -> delivery.code() == DeliveryCode.DELIVERED)
        .hasSize(8)
        .allSatisfy(delivery -> assertThat(delivery.inventory().usedSlots()).isBetween(1L, 4L));
    assertThat(inventory(alice)).containsExactly(new ItemCount("coin", 40));
    assertThat(count("ledger", alice)).isEqualTo(4);
  }

  @Test
  void deliveriesAndCorrectionsAtOnceAddUp() {
    List<LocalDate> days = Stream.iterate(MONDAY, day -> day.plusDays(1)).limit(10).toList();
    days.forEach(day -> claim(alice, day, reward("coin", 1)));

    List<Future<?>> changes = new ArrayList<>();
    days.forEach(day -> changes.add(bag.deliver(alice, day, LATER)));
    IntStream.range(0, 20)
        .forEach(
            i -> changes.add(bag.correct(alice, UUID.randomUUID(), new ItemCount("coin", 1), NOW)));
    await(Future.join(changes));

    assertThat(inventory(alice)).containsExactly(new ItemCount("coin", 30));
  }

  @Test
  void aCorrectionGivesMoreThanTheBagHolds() {
    assertThat(give(alice, "sword", 9))
        .returns(4, Inventory::slots)
        .returns(9L, Inventory::usedSlots);
    claim(alice, MONDAY);

    assertThat(deliver(alice, MONDAY, 9)).isEqualTo(DeliveryCode.FULL);
  }

  @Test
  void takingAllLeavesNothingAndTakingMoreIsRefused() {
    give(alice, "coin", 5);

    assertThatThrownBy(() -> give(alice, "coin", -6))
        .hasRootCauseInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("count: found -6, but " + alice + " has less coin");
    assertThatThrownBy(() -> give(alice, "gem", -1)).hasMessageContaining(alice + " has less gem");
    assertThat(give(alice, "coin", -5).items()).isEmpty();
    assertThat(inventory(alice)).isEmpty();
    assertThat(count("ledger", alice)).isEqualTo(2);
  }

  @Test
  void anEntryIsMadeOnce() {
    UUID entry = UUID.randomUUID();
    await(bag.correct(alice, entry, new ItemCount("coin", 5), NOW));

    assertThatThrownBy(() -> await(bag.correct(alice, entry, new ItemCount("coin", 5), NOW)))
        .hasRootCauseInstanceOf(PgException.class);
    assertThat(number(HELD + "inventory WHERE uid = $1", Tuple.of(alice))).isEqualTo(5);
    assertThat(number(HELD + "ledger WHERE uid = $1", Tuple.of(alice))).isEqualTo(5);
  }

  private DeliveryCode deliver(String uid, LocalDate date, long slotsAfter) {
    Delivery delivery = await(bag.deliver(uid, date, LATER));
    assertThat(delivery.inventory().usedSlots()).isEqualTo(slotsAfter);
    return delivery.code();
  }

  private Inventory give(String uid, String item, int count) {
    return await(bag.correct(uid, UUID.randomUUID(), new ItemCount(item, count), NOW));
  }

  private static Reward reward(String item, int count) {
    return new Reward(
        List.of(new ItemCount(item, count)), item, count, Text.of(count + " " + item));
  }
}
