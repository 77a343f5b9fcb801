package dev.delos.node.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.Player;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Places that are kept for players on the way. */
class PlacesTest {
  private final PlayerTable players = new PlayerTable(Clock.systemUTC());
  private long now = Long.MAX_VALUE - 1;
  private final Places places = new Places(players, 2, () -> now);

  @Test
  void whoIsHereAndForWhomAPlaceIsKeptCount() {
    enter("ann");
    places.keep("bob");
    assertThatThrownBy(() -> places.keep("cid"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("the node is full: it takes 2 players");
    assertThatThrownBy(() -> places.check("cid")).isInstanceOf(InvalidRequestException.class);
    places.release("bob");
    assertThatCode(() -> places.keep("cid")).doesNotThrowAnyException();
  }

  @Test
  void onesOwnPlaceIsFree() {
    enter("ann");
    places.keep("bob");
    assertThatCode(() -> places.check("ann")).doesNotThrowAnyException();
    assertThatCode(() -> places.check("bob")).doesNotThrowAnyException();
    assertThatCode(() -> places.keep("bob")).doesNotThrowAnyException();
  }

  @Test
  void aPlaceThatNobodyTakesIsFreeAgainAfterAWhile() {
    enter("ann");
    places.keep("bob");
    now += Places.KEPT.toNanos();
    assertThatThrownBy(() -> places.keep("cid")).isInstanceOf(InvalidRequestException.class);
    now++;
    assertThatCode(() -> places.keep("cid")).doesNotThrowAnyException();
  }

  @Test
  void withoutALimitOfPlayersThereIsOneOfPlacesThatAreKept() {
    Places many = new Places(players, Integer.MAX_VALUE, () -> now);
    for (int i = 0; i < Places.MOST_KEPT; i++) {
      many.keep("p" + i);
    }
    assertThatThrownBy(() -> many.keep("one more")).hasMessageContaining("too many");
    assertThatCode(() -> many.check("one more")).doesNotThrowAnyException();
    now += Places.KEPT.toNanos() + 1;
    assertThatCode(() -> many.keep("one more")).doesNotThrowAnyException();
  }

  private void enter(String uid) {
    players.add(
        new Seat(new Player("id-" + uid, uid, uid, 1001, 1), false, false, new JsonObject(), 0));
  }
}
