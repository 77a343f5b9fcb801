package dev.delos.protocol;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Frames to text and back. Reading is strict: a frame has the keys of its kind and no others. */
public final class FrameCodec {
  private static final Set<String> NOTIFY_KEYS =
      Set.of("op", "namespace", "system", "event", "data", "serverId");

  private FrameCodec() {}

  /** The frame's text. */
  public static String encode(Frame frame) {
    if (frame instanceof Frame.Hello hello) {
      return op("hello").put("version", hello.version()).put("token", hello.token()).encode();
    }
    if (frame instanceof Frame.Notify notify) {
      JsonObject json = notify.name().writeTo(op("notify")).put("data", notify.data());
      return (notify.isToService() ? json.put("serverId", notify.serverId()) : json).encode();
    }
    if (frame instanceof Frame.Event event) {
      return event.name().writeTo(op("event")).put("data", event.data()).encode();
    }
    if (frame instanceof Frame.Welcome welcome) {
      return op("welcome")
          .put("version", welcome.version())
          .put("id", welcome.playerId())
          .put("uid", welcome.uid())
          .put("name", welcome.name())
          .encode();
    }
    if (frame instanceof Frame.Fault fault) {
      return op("error").put("code", fault.code().name()).put("message", fault.message()).encode();
    }
    Frame.Bye bye = (Frame.Bye) frame;
    return op("bye").put("code", bye.code()).put("message", bye.message()).encode();
  }

  /**
   * Reads what a client sent.
   *
   * @throws FrameException if it is no frame that a client may send
   */
  public static Frame.FromClient decodeFromClient(String text) {
    JsonObject json = parse(text);
    Object op = json.getValue("op");
    if ("notify".equals(op)) {
      allowOnly(json, NOTIFY_KEYS);
      return new Frame.Notify(name(json), data(json), service(json));
    }
    if ("hello".equals(op)) {
      allowOnly(json, Set.of("op", "version", "token"));
      return new Frame.Hello(integer(json, "version"), string(json, "token", Integer.MAX_VALUE));
    }
    if ("bye".equals(op)) {
      allowOnly(json, Set.of("op", "code", "message"));
      return new Frame.Bye("", "");
    }
    throw unknownOp(op, "hello, notify, bye");
  }

  /**
   * Reads what a proxy sent.
   *
   * @throws FrameException if it is no frame that a proxy sends
   */
  public static Frame.FromProxy decodeFromProxy(String text) {
    JsonObject json = parse(text);
    Object op = json.getValue("op");
    if ("event".equals(op)) {
      return new Frame.Event(name(json), data(json));
    }
    if ("welcome".equals(op)) {
      return new Frame.Welcome(
          integer(json, "version"),
          string(json, "id", Integer.MAX_VALUE),
          string(json, "uid", Integer.MAX_VALUE),
          string(json, "name", Integer.MAX_VALUE));
    }
    if ("error".equals(op)) {
      return new Frame.Fault(errorCode(json), string(json, "message", Integer.MAX_VALUE));
    }
    if ("bye".equals(op)) {
      return new Frame.Bye(
          string(json, "code", Integer.MAX_VALUE), string(json, "message", Integer.MAX_VALUE));
    }
    throw unknownOp(op, "welcome, event, error, bye");
  }

  private static JsonObject op(String op) {
    return new JsonObject().put("op", op);
  }

  private static JsonObject parse(String text) {
    try {
      return new JsonObject(text);
    } catch (DecodeException | ClassCastException e) {
      throw new FrameException(ErrorCode.BAD_JSON, "not a JSON object; a frame is one JSON object");
    }
  }

  private static FrameException unknownOp(@Nullable Object op, String allowed) {
    return new FrameException(
        ErrorCode.UNKNOWN_OP, "op: found " + show(op) + ", allowed: " + allowed);
  }

  private static EventName name(JsonObject json) {
    return new EventName(
        string(json, "namespace", Limits.MAX_NAME_LENGTH),
        string(json, "system", Limits.MAX_NAME_LENGTH),
        string(json, "event", Limits.MAX_NAME_LENGTH));
  }

  private static JsonObject data(JsonObject json) {
    Object data = json.getValue("data");
    if (!(data instanceof JsonObject object)) {
      throw badKey("data", data, "a JSON object");
    }
    if (isDeeperThan(object.getMap(), Limits.MAX_DEPTH)) {
      throw new FrameException(
          ErrorCode.BAD_FRAME, "data: nested too deep, allowed: " + Limits.MAX_DEPTH + " levels");
    }
    return object;
  }

  /** Looks at decoded JSON as it is inside a JsonObject: maps and lists. */
  private static boolean isDeeperThan(@Nullable Object value, int levels) {
    Iterable<?> children;
    if (value instanceof Map<?, ?> object) {
      children = object.values();
    } else if (value instanceof List<?> array) {
      children = array;
    } else {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    for (Object child : children) {
      if (isDeeperThan(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }

  private static String string(JsonObject json, String key, int maxLength) {
    Object value = json.getValue(key);
    if (!(value instanceof String text) || text.isEmpty() || text.length() > maxLength) {
      String length = maxLength == Integer.MAX_VALUE ? "" : " of 1 to " + maxLength + " characters";
      throw badKey(key, value, "a string" + length);
    }
    return text;
  }

  private static int integer(JsonObject json, String key) {
    Object value = json.getValue(key);
    if (!(value instanceof Integer number)) {
      throw badKey(key, value, "an integer");
    }
    return number;
  }

  private static int service(JsonObject json) {
    if (!json.containsKey("serverId")) {
      return Frame.Notify.OWN_SERVER;
    }
    int serverId = integer(json, "serverId");
    if (serverId < 1) {
      throw badKey("serverId", serverId, "the server id of a service, 1 or more");
    }
    return serverId;
  }

  private static ErrorCode errorCode(JsonObject json) {
    String code = string(json, "code", Limits.MAX_NAME_LENGTH);
    for (ErrorCode known : ErrorCode.values()) {
      if (known.name().equals(code)) {
        return known;
      }
    }
    return ErrorCode.BAD_FRAME;
  }

  private static void allowOnly(JsonObject json, Set<String> keys) {
    for (String key : json.fieldNames()) {
      if (!keys.contains(key)) {
        throw new FrameException(
            ErrorCode.BAD_FRAME,
            show(key)
                + ": unknown key, allowed: "
                + String.join(", ", keys.stream().sorted().toList()));
      }
    }
  }

  private static FrameException badKey(String key, @Nullable Object found, String allowed) {
    return new FrameException(
        ErrorCode.BAD_FRAME, key + ": found " + show(found) + ", allowed: " + allowed);
  }

  /** What was found, short enough to send back. */
  private static String show(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    String text = value instanceof String ? "\"" + value + "\"" : value.toString();
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }
}
