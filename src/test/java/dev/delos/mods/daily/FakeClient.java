package dev.delos.mods.daily;

import dev.delos.sdk.spi.ClientHost;
import io.vertx.core.json.JsonObject;
import java.util.function.BiConsumer;

/** A player's client; what it sends goes wherever the test says. */
final class FakeClient extends FakeHost implements ClientHost {
  private final BiConsumer<String, JsonObject> toServer;

  FakeClient(BiConsumer<String, JsonObject> toServer) {
    super(DailyClientSystem.NAME);
    this.toServer = toServer;
  }

  /** Lets an event of the lobby arrive. */
  void fromServer(String event, JsonObject data) {
    emit(DailyMod.NAME, DailyServerSystem.NAME, event, data);
  }

  @Override
  public void notifyToServer(String event, JsonObject data) {
    toServer.accept(event, data.copy());
  }
}
