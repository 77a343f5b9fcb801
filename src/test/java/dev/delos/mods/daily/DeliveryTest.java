package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.mods.daily.rules.Text;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the store promises about the delivery of what was granted. */
class DeliveryTest extends StoreTest {
  @Test
  void aDeliveryFillsTheInventoryAndTheLedger() {
    claim(alice, MONDAY, Samples.CHEST);

    assertThat(deliver(alice, MONDAY))
        .containsExactly(new ItemCount("coin", 300), new ItemCount("gem", 5));
    assertThat(undelivered(alice)).isEmpty();
    assertThat(claims(alice)).containsExactly(stored(MONDAY, Samples.CHEST, Optional.of(LATER)));
    assertThat(count("ledger", alice)).isEqualTo(2);
  }

  @Test
  void aSecondDeliveryChangesNothing() {
    claim(alice, MONDAY);

    assertThat(deliver(alice, MONDAY)).containsExactly(new ItemCount("coin", 100));
    assertThat(await(store.deliver(alice, MONDAY, LATER.plusSeconds(60))))
        .returns(DeliveryCode.DELIVERED, Delivery::code)
        .returns(List.of(new ItemCount("coin", 100)), delivery -> delivery.inventory().items());
    assertThat(count("ledger", alice)).isEqualTo(1);
    assertThat(claims(alice)).first().returns(Optional.of(LATER), Claim::deliveredAt);
  }

  @Test
  void ofFiftyDeliveriesAtOnceOnePaysAndAllSeeIt() {
    claim(alice, MONDAY);

    List<Delivery> held = atOnce(50, () -> store.deliver(alice, MONDAY, LATER));

    assertThat(held)
        .hasSize(50)
        .allSatisfy(
            delivery -> {
              assertThat(delivery.code()).isEqualTo(DeliveryCode.DELIVERED);
              assertThat(delivery.inventory().items()).containsExactly(new ItemCount("coin", 100));
            });
    assertThat(count("ledger", alice)).isEqualTo(1);
  }

  @Test
  void deliveriesOfManyGrantsAtOnceAddUp() {
    List<LocalDate> days = Stream.iterate(MONDAY, day -> day.plusDays(1)).limit(20).toList();
    days.forEach(day -> claim(alice, day, mirrored(day)));

    assertThat(all(days.stream().map(day -> store.deliver(alice, day, LATER)).toList()))
        .extracting(Delivery::code)
        .containsOnly(DeliveryCode.DELIVERED);

    assertThat(inventory(alice))
        .containsExactly(new ItemCount("coin", 20), new ItemCount("gem", 20));
  }

  @Test
  void anItemThatARewardNamesTwiceIsAddedUp() {
    Reward twice =
        new Reward(
            List.of(new ItemCount("coin", 1), new ItemCount("coin", 2)),
            "coin",
            3,
            Text.of("3 coins"));
    claim(alice, MONDAY, twice);

    assertThat(deliver(alice, MONDAY)).containsExactly(new ItemCount("coin", 3));
  }

  @Test
  void theNewestUndeliveredGrantComesFirst() {
    claim(alice, MONDAY);
    claim(alice, TUESDAY);

    assertThat(undelivered(alice)).extracting(Grant::valid).containsExactly(TUESDAY, MONDAY);
  }

  @Test
  void aGrantIsDeliveredToItsOwnerOnly() {
    claim(alice, MONDAY);

    assertThatThrownBy(() -> await(store.deliver(bob, grant(alice, MONDAY), MONDAY, LATER)))
        .hasRootCauseInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(grant(alice, MONDAY).toString());
    assertThat(undelivered(alice)).hasSize(1);
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
    return new Reward(items, "chest", 1, Text.of("One of each"));
  }
}
