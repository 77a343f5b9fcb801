package dev.delos.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.protocol.ClientsEvent.Held;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event arrives at a proxy for those for whom it was sent, as the text that clients get. */
class ClientsTextTest {
  private static final EventName NAME = new EventName("chat", "Server", "Said");
  private static final JsonObject DATA = new JsonObject().put("text", "grüße, 你好");
  private static final String TAIL =
      "\"namespace\":\"chat\",\"system\":\"Server\",\"event\":\"Said\","
          + "\"data\":{\"text\":\"grüße, 你好\"}}";

  @Test
  void playersKeepTheirEpochs() {
    Held anna = new Held(PlayerKey.of("cba9b12c-e8d1-471e-8d40-64421e6a945e"), 1L << 40);
    Held bob = new Held(PlayerKey.of("no UUID, é"), 2);
    assertArrives(new ClientsEvent.Players(List.of(anna, bob)));
    assertArrives(new ClientsEvent.Players(List.of()));
  }

  @Test
  void oneAccountOrEverybody() {
    assertArrives(new ClientsEvent.AccountHolder("guest:anna"));
    assertArrives(ClientsEvent.Everybody.EVERYBODY);
  }

  @Test
  void anAudienceOfALaterVersionIsNotTakenForEverybody() {
    assertThatThrownBy(() -> ClientsText.decode(Buffer.buffer(new byte[] {9, 0, 0, 0, 0})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertArrives(ClientsEvent.Audience to) {
    assertThat(ClientsText.decode(new ClientsEvent(to, NAME, DATA).encode()))
        .isEqualTo(new ClientsText(to, TAIL));
  }
}
