package dev.delos.fuzz;

import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.Mod;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.ClientHost;
import dev.delos.sdk.spi.ServerHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Declares one event and listens to many: whatever reaches it that is not of the declared shape, as
 * it sees it itself, it writes down.
 */
final class FuzzMod implements Mod {
  static final String NAME = "fuzz";
  static final String CLIENT = "Client";
  static final String DECLARED = "Move";
  static final List<String> UNDECLARED = List.of("Secret", "move", "AddServerPlayerEvent");

  /** Above all numbers that are sent as {@code x}. */
  static final int LIMIT = 1000;

  private static final Set<String> KEYS = Set.of("x", "way", "tags", "__id__", "__uid__");

  private final AtomicLong heard = new AtomicLong();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void register(Systems systems) {
    systems.client(CLIENT, Client::new);
    systems.clientEvent(CLIENT, DECLARED, schema());
    systems.server("Server", Server::new);
  }

  private static JsonObject schema() {
    JsonObject tag = new JsonObject().put("type", "string").put("maxLength", 8);
    return new JsonObject()
        .put("type", "object")
        .put("additionalProperties", false)
        .put("required", new JsonArray().add("x"))
        .put(
            "properties",
            new JsonObject()
                .put(
                    "x",
                    new JsonObject()
                        .put("type", "integer")
                        .put("minimum", 0)
                        .put("exclusiveMaximum", LIMIT))
                .put("way", new JsonObject().put("enum", new JsonArray().add("up").add("down")))
                .put(
                    "tags",
                    new JsonObject().put("type", "array").put("maxItems", 3).put("items", tag)));
  }

  /** How many events of the declared shape came. */
  long heard() {
    return heard.get();
  }

  /** What came and should not have. */
  Queue<String> wrong() {
    return wrong;
  }

  private void hear(JsonObject data) {
    if (isRight(data)) {
      heard.incrementAndGet();
    } else {
      wrong.add(data.encode());
    }
  }

  private static boolean isRight(JsonObject data) {
    return KEYS.containsAll(data.fieldNames())
        && data.getValue("x") instanceof Number x
        && x.doubleValue() == Math.rint(x.doubleValue())
        && x.doubleValue() >= 0
        && x.doubleValue() < LIMIT
        && (!data.containsKey("way") || List.of("up", "down").contains(data.getValue("way")))
        && (!data.containsKey("tags") || areTags(data.getValue("tags")))
        && data.getValue("__uid__") instanceof String uid
        && uid.startsWith("fuzz-");
  }

  private static boolean areTags(Object value) {
    return value instanceof JsonArray tags
        && tags.size() <= 3
        && tags.stream().allMatch(tag -> tag instanceof String text && text.length() <= 8);
  }

  private static final class Client extends ClientSystem {
    Client(ClientHost host) {
      super(host);
    }
  }

  private final class Server extends ServerSystem {
    Server(ServerHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      listenForEvent(NAME, CLIENT, DECLARED, FuzzMod.this::hear);
      for (String event : UNDECLARED) {
        listenForEvent(NAME, CLIENT, event, data -> wrong.add(event + data.encode()));
        listenForEvent(NAME, "Server", event, data -> wrong.add(event + data.encode()));
      }
      listenForEvent(NAME, "Server", DECLARED, data -> wrong.add(data.encode()));
      listenForEvent(
          engineNamespace(), engineSystemName(), DECLARED, data -> wrong.add(data.encode()));
      return Future.succeededFuture();
    }
  }
}
