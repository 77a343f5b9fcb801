package dev.delos.bots;

import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.Mod;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.ClientHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Tells one bot what becomes of its connection. */
final class BotMod implements Mod {
  private final Listener listener;

  /** Is told on the client's context. */
  interface Listener {
    /** The connection has broken; whether the client makes another one by itself. */
    void lost(int code, boolean comesBack);

    /** There is a connection again: whether the session goes on, and what was lost. */
    void back(boolean isResumed, String loss);
  }

  BotMod(Listener listener) {
    this.listener = listener;
  }

  @Override
  public String name() {
    return "bots";
  }

  @Override
  public void register(Systems systems) {
    systems.client("Bot", host -> new Bots(host, listener));
  }

  private static final class Bots extends ClientSystem {
    private final Listener listener;

    Bots(ClientHost host, Listener listener) {
      super(host);
      this.listener = listener;
    }

    @Override
    public Future<?> start() {
      listenForEvent(
          engineNamespace(), engineSystemName(), EngineEvents.CONNECTION_LOST, this::lost);
      listenForEvent(
          engineNamespace(), engineSystemName(), EngineEvents.CONNECTION_RESUMED, this::back);
      return Future.succeededFuture();
    }

    private void lost(JsonObject data) {
      listener.lost(data.getInteger("code"), data.getBoolean("comesBack"));
    }

    private void back(JsonObject data) {
      listener.back(data.getBoolean("resumed"), data.getString("loss"));
    }
  }
}
