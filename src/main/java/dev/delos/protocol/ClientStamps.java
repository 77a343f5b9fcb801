package dev.delos.protocol;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the proxy stamps on the data of a client's event: what a client puts there is dropped. */
public final class ClientStamps {
  /** The player's id. */
  public static final String ID = "__id__";

  /** The account. */
  public static final String UID = "__uid__";

  /** The proxy that holds the client. */
  public static final String PROXY_ID = "__proxyId__";

  private static final List<String> ALL = List.of(ID, UID, PROXY_ID);

  private ClientStamps() {}

  /** Takes whatever is there off these data. */
  public static JsonObject remove(JsonObject data) {
    ALL.forEach(data::remove);
    return data;
  }

  /** The data as the client sent them: another object, with the same values. */
  public static JsonObject without(JsonObject data) {
    JsonObject plain = new JsonObject();
    data.getMap()
        .forEach(
            (key, value) -> {
              if (!ALL.contains(key)) {
                plain.getMap().put(key, value);
              }
            });
    return plain;
  }
}
