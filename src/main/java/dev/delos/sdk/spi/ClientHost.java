package dev.delos.sdk.spi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;

/** What a client's system asks of its host. */
public interface ClientHost extends SystemHost {
  @CanIgnoreReturnValue
  boolean notifyToServer(String event, JsonObject data);

  @CanIgnoreReturnValue
  boolean notifyToServiceNode(int serverId, String event, JsonObject data);
}
