package dev.delos.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes what a client may send, and much that it may not, from the protocol's own grammar. */
final class FrameMaker {
  private static final List<String> KEYS =
      List.of(
          "op",
          "version",
          "token",
          "resume",
          "namespace",
          "system",
          "event",
          "data",
          "serverId",
          "seq",
          "code",
          "message",
          "id",
          "x",
          "way",
          "tags",
          "__id__",
          "__uid__",
          "__proto__",
          "");
  private static final List<String> OPS =
      List.of("hello", "notify", "ack", "bye", "welcome", "event", "error", "dance", "");
  private static final List<String> NASTY =
      List.of(
          "",
          "\u0000",
          "\ud800",
          "'; DROP TABLE x; --",
          "${jndi:ldap://a}",
          "../../etc/passwd",
          "NaN",
          "1e400",
          "node.2001",
          "Minecraft",
          "Engine",
          "\u202e",
          "%s%n");

  private final Random random;

  FrameMaker(long seed) {
    this.random = new Random(seed);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A frame's text. */
  String text() {
    int kind = below(100);
    if (kind < 30) {
      return declared().encode();
    }
    if (kind < 45) {
      return notify(name(), object(below(4))).encode();
    }
    if (kind < 60) {
      return misshapen();
    }
    if (kind < 75) {
      return frame();
    }
    if (kind < 90) {
      return mutated(declared().encode());
    }
    return noise(below(200));
  }

  /** The declared event, mostly of its shape. */
  private JsonObject declared() {
    JsonObject data = new JsonObject().put("x", below(FuzzMod.LIMIT));
    if (chance(30)) {
      data.put("way", chance(50) ? "up" : "down");
    }
    if (chance(30)) {
      data.put("tags", new JsonArray().add("a").add("b"));
    }
    if (chance(20)) {
      data.put("__uid__", "admin").put("__id__", value(2));
    }
    return notify(FuzzMod.DECLARED, data);
  }

  /** The declared event of another shape. */
  private String misshapen() {
    JsonObject frame = declared();
    JsonObject data = frame.getJsonObject("data");
    String key = chance(70) ? List.of("x", "way", "tags").get(below(3)) : pick(KEYS);
    data.put(key, value(below(6)));
    if (chance(20)) {
      data.remove("x");
    }
    return frame.encode();
  }

  private JsonObject notify(String event, JsonObject data) {
    JsonObject frame =
        new JsonObject()
            .put("op", "notify")
            .put("namespace", chance(95) ? FuzzMod.NAME : pick(NASTY))
            .put("system", chance(90) ? FuzzMod.CLIENT : chance(50) ? "Server" : "Engine")
            .put("event", event)
            .put("data", data);
    if (chance(5)) {
      frame.put("serverId", below(5000));
    }
    return frame;
  }

  private String name() {
    return chance(60) ? pick(FuzzMod.UNDECLARED) : pick(NASTY);
  }

  /** Any object that has to do with a frame. */
  private String frame() {
    JsonObject frame = new JsonObject().put("op", pick(OPS));
    for (int i = below(6); i > 0; i--) {
      frame.put(pick(KEYS), value(below(5)));
    }
    return frame.encode();
  }

  private Object value(int depth) {
    return switch (below(9)) {
      case 0 -> below(FuzzMod.LIMIT * 2) - FuzzMod.LIMIT;
      case 1 -> random.nextLong();
      case 2 -> random.nextDouble() * 1e9;
      case 3 -> chance(50);
      case 4 -> pick(NASTY);
      case 5 -> "y".repeat(below(chance(5) ? 20_000 : 50));
      case 6 -> depth > 0 ? object(depth - 1) : new JsonObject();
      case 7 -> list(depth);
      default -> chance(10) ? nested(below(40)) : noise(10);
    };
  }

  private JsonObject object(int depth) {
    JsonObject object = new JsonObject();
    for (int i = below(4); i > 0; i--) {
      object.put(pick(KEYS), value(depth));
    }
    return object;
  }

  private JsonArray list(int depth) {
    JsonArray list = new JsonArray();
    for (int i = below(5); i > 0; i--) {
      list.add(depth > 0 ? value(depth - 1) : i);
    }
    return list;
  }

  private static JsonObject nested(int levels) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < levels; i++) {
      object = new JsonObject().put("x", object);
    }
    return object;
  }

  /** A text with some of its characters changed, doubled or left out. */
  private String mutated(String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = 1 + below(4); i > 0 && changed.length() > 0; i--) {
      int at = below(changed.length());
      switch (below(4)) {
        case 0 -> changed.setCharAt(at, (char) below(128));
        case 1 -> changed.deleteCharAt(at);
        case 2 -> changed.insert(at, changed.substring(at, Math.min(changed.length(), at + 9)));
        default -> changed.setLength(at);
      }
    }
    return changed.toString();
  }

  /** Text that is valid UTF-8 and nothing else. */
  private String noise(int length) {
    return new String(bytes(length), StandardCharsets.ISO_8859_1);
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private String pick(List<String> from) {
    return from.get(below(from.size()));
  }
}
