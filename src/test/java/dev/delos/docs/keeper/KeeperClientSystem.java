package dev.delos.docs.keeper;

import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.spi.ClientHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Picks coins up, and hears how many there are. */
public final class KeeperClientSystem extends ClientSystem {
  static final String NAME = "KeeperClientSystem";

  /** What a client says with its event: nothing. */
  static final JsonObject NOTHING =
      new JsonObject().put("type", "object").put("additionalProperties", false);

  private final List<JsonObject> heard = new CopyOnWriteArrayList<>();

  KeeperClientSystem(ClientHost host) {
    super(host);
  }

  @Override
  public Future<?> start() {
    listenForEvent(namespace(), KeeperServerSystem.NAME, "CoinsEvent", heard::add);
    return Future.succeededFuture();
  }

  public void pickUp() {
    notifyToServer("CoinEvent", new JsonObject());
  }

  /** The {@code coins} so far, and the {@code serverId} of who said so, in order. */
  public List<JsonObject> heard() {
    return heard;
  }
}
