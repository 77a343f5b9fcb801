package dev.delos.mods.daily;

import dev.delos.sdk.spi.ClientHost;
import io.vertx.core.json.JsonObject;
import java.util.function.BiConsumer;

/** A player's client; what it sends goes wherever the test says. */
final class FakeClient extends FakeSystemHost implements ClientHost {
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
  public boolean notifyToServer(String event, JsonObject data) {
    toServer.accept(event, data.copy());
    return true;
  }

  @Override
  public boolean notifyToServiceNode(int serverId, String event, JsonObject data) {
    throw new AssertionError("this mod has no use for it");
  }
}
