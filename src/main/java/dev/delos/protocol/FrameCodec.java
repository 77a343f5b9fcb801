package dev.delos.protocol;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Frames to text and back. Reading is strict: a frame has the keys of its kind and no others. */
public final class FrameCodec {
  private static final Set<String> HELLO_KEYS = Set.of("op", "version", "token", "resume");
  private static final Set<String> NOTIFY_KEYS =
      Set.of("op", "namespace", "system", "event", "data", "serverId", "seq");

  private FrameCodec() {}

  /** The frame's text. */
  public static String encode(Frame frame) {
    if (frame instanceof Frame.Event event) {
      return eventHead(event.seq()) + eventTail(event.name(), event.data());
    }
    return toJson(frame).encode();
  }

  /**
   * The text of an event after its number: the same for all clients that get it.
   *
   * @see #encodeEvent
   */
  public static String eventTail(EventName name, JsonObject data) {
    return name.writeTo(new JsonObject()).put("data", data).encode().substring(1);
  }

  /** The text of an event's frame in UTF-8, as its tail is. */
  public static byte[] encodeEvent(long seq, byte[] tail) {
    byte[] head = eventHead(seq).getBytes(StandardCharsets.UTF_8);
    byte[] frame = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, frame, head.length, tail.length);
    return frame;
  }

  private static String eventHead(long seq) {
    return "{\"op\":\"event\",\"seq\":" + seq + ',';
  }

  private static JsonObject toJson(Frame frame) {
    if (frame instanceof Frame.Hello hello) {
      JsonObject json = op("hello").put("version", hello.version()).put("token", hello.token());
      hello
          .resume()
          .ifPresent(
              resume ->
                  json.put(
                      "resume", new JsonObject().put("id", resume.id()).put("seq", resume.seq())));
      return json;
    }
    if (frame instanceof Frame.Notify notify) {
      JsonObject json = notify.name().writeTo(op("notify")).put("data", notify.data());
      if (notify.isToService()) {
        json.put("serverId", notify.serverId());
      }
      return notify.seq() == Frame.NO_SEQ ? json : json.put("seq", notify.seq());
    }
    if (frame instanceof Frame.Welcome welcome) {
      return toJson(welcome);
    }
    if (frame instanceof Frame.Ack ack) {
      return op("ack").put("seq", ack.seq());
    }
    if (frame instanceof Frame.Fault fault) {
      return op("error").put("code", fault.code().name()).put("message", fault.message());
    }
    Frame.Bye bye = (Frame.Bye) frame;
    return op("bye").put("code", bye.code()).put("message", bye.message());
  }

  private static JsonObject toJson(Frame.Welcome welcome) {
    Frame.Standing standing = welcome.standing();
    JsonObject json =
        op("welcome")
            .put("version", welcome.version())
            .put("id", welcome.playerId())
            .put("uid", welcome.uid())
            .put("name", welcome.name())
            .put("resumed", standing.resumed())
            .put("seq", standing.seq());
    standing.received().ifPresent(received -> json.put("received", received));
    json.put("resumeSeconds", standing.resumeSeconds());
    standing.loss().ifPresent(loss -> json.put("loss", loss.name()));
    return json;
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
      FrameKeys.allowOnly(json, NOTIFY_KEYS);
      return new Frame.Notify(
          FrameKeys.name(json), FrameKeys.data(json), service(json), FrameKeys.seqIfAny(json));
    }
    if ("ack".equals(op)) {
      FrameKeys.allowOnly(json, Set.of("op", "seq"));
      return new Frame.Ack(FrameKeys.seq(json, 0));
    }
    if ("hello".equals(op)) {
      FrameKeys.allowOnly(json, HELLO_KEYS);
      return new Frame.Hello(
          FrameKeys.integer(json, "version"), FrameKeys.string(json, "token"), resume(json));
    }
    if ("bye".equals(op)) {
      FrameKeys.allowOnly(json, Set.of("op", "code", "message"));
      return new Frame.Bye("", "");
    }
    throw FrameKeys.unknownOp(op, "hello, notify, ack, bye");
  }

  private static int service(JsonObject json) {
    return FrameKeys.integer(
        json, "serverId", 1, Frame.Notify.OWN_SERVER, "the server id of a service, 1 or more");
  }

  private static Optional<Frame.Resume> resume(JsonObject json) {
    if (!json.containsKey("resume")) {
      return Optional.empty();
    }
    JsonObject resume = FrameKeys.object(json, "resume");
    FrameKeys.allowOnly(resume, Set.of("id", "seq"));
    return Optional.of(
        new Frame.Resume(
            FrameKeys.string(resume, "id", Limits.MAX_NAME_LENGTH), FrameKeys.seq(resume, 0)));
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
      return new Frame.Event(FrameKeys.name(json), FrameKeys.data(json), FrameKeys.seqIfAny(json));
    }
    if ("ack".equals(op)) {
      return new Frame.Ack(FrameKeys.seq(json, 0));
    }
    if ("welcome".equals(op)) {
      return new Frame.Welcome(
          FrameKeys.integer(json, "version"),
          FrameKeys.string(json, "id"),
          FrameKeys.string(json, "uid"),
          FrameKeys.string(json, "name"),
          standing(json));
    }
    if ("error".equals(op)) {
      return new Frame.Fault(errorCode(json), FrameKeys.string(json, "message"));
    }
    if ("bye".equals(op)) {
      return new Frame.Bye(
          FrameKeys.string(json, "code"),
          json.getValue("message") instanceof String message ? message : "");
    }
    throw FrameKeys.unknownOp(op, "welcome, event, ack, error, bye");
  }

  private static Frame.Standing standing(JsonObject json) {
    return json.getValue("resumed") instanceof Boolean resumed
        ? new Frame.Standing(
            resumed,
            FrameKeys.seq(json, 0),
            json.getValue("received") instanceof Number received
                ? OptionalLong.of(received.longValue())
                : OptionalLong.empty(),
            FrameKeys.integer(json, "resumeSeconds"),
            find(Loss.values(), json.getValue("loss")))
        : Frame.Standing.UNKNOWN;
  }

  private static ErrorCode errorCode(JsonObject json) {
    return find(ErrorCode.values(), json.getValue("code")).orElse(ErrorCode.BAD_FRAME);
  }

  private static <E extends Enum<E>> Optional<E> find(E[] values, Object name) {
    return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
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
}
