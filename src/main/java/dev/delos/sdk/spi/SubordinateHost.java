package dev.delos.sdk.spi;

import dev.delos.sdk.OperatorCommand;
import io.vertx.core.json.JsonObject;

/** What systems of lobbies, games and services ask alike: they have a master above them. */
public interface SubordinateHost extends NodeHost {
  void notifyToMaster(String event, JsonObject data);

  void registerOpCommand(String url, OperatorCommand command);
}
