package dev.delos.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frames as they are on the wire: a change here is a change for every client. */
class FrameCodecTest {
  private static final EventName NAME = new EventName("daily", "DailyClientSystem", "Press");
  private static final JsonObject DATA = new JsonObject().put("valid", "2026-11-23");

  @Test
  void helloOnTheWire() {
    String text = "{\"op\":\"hello\",\"version\":1,\"token\":\"t\"}";
    assertThat(FrameCodec.encode(new Frame.Hello(1, "t"))).isEqualTo(text);
    assertThat(FrameCodec.decodeFromClient(text)).isEqualTo(new Frame.Hello(1, "t"));
  }

  @Test
  void notifyOnTheWire() {
    String text =
        "{\"op\":\"notify\",\"namespace\":\"daily\",\"system\":\"DailyClientSystem\","
            + "\"event\":\"Press\",\"data\":{\"valid\":\"2026-11-23\"}}";
    assertThat(FrameCodec.encode(notify(NAME, DATA))).isEqualTo(text);
    assertThat(FrameCodec.decodeFromClient(text)).isEqualTo(notify(NAME, DATA));
  }

  @Test
  void notifyToAServiceOnTheWire() {
    String text =
        "{\"op\":\"notify\",\"namespace\":\"daily\",\"system\":\"DailyClientSystem\","
            + "\"event\":\"Press\",\"data\":{\"valid\":\"2026-11-23\"},\"serverId\":3001}";
    assertThat(FrameCodec.encode(new Frame.Notify(NAME, DATA, 3001))).isEqualTo(text);
    assertThat(FrameCodec.decodeFromClient(text)).isEqualTo(new Frame.Notify(NAME, DATA, 3001));
  }

  @Test
  void whatResumesOnTheWire() {
    String hello =
        "{\"op\":\"hello\",\"version\":1,\"token\":\"t\",\"resume\":{\"id\":\"p1\",\"seq\":7}}";
    Frame.Hello frame = new Frame.Hello(1, "t", Optional.of(new Frame.Resume("p1", 7)));
    assertThat(FrameCodec.encode(frame)).isEqualTo(hello);
    assertThat(FrameCodec.decodeFromClient(hello)).isEqualTo(frame);
    String ack = "{\"op\":\"ack\",\"seq\":5000000000}";
    assertThat(FrameCodec.encode(new Frame.Ack(5_000_000_000L))).isEqualTo(ack);
    assertThat(FrameCodec.decodeFromClient(ack)).isEqualTo(new Frame.Ack(5_000_000_000L));
    assertThat(FrameCodec.decodeFromProxy(ack)).isEqualTo(new Frame.Ack(5_000_000_000L));
  }

  @Test
  void numberedNotifyOnTheWire() {
    String text =
        "{\"op\":\"notify\",\"namespace\":\"daily\",\"system\":\"DailyClientSystem\","
            + "\"event\":\"Press\",\"data\":{\"valid\":\"2026-11-23\"},\"seq\":3}";
    assertThat(FrameCodec.encode(notify(NAME, DATA).withSeq(3))).isEqualTo(text);
    assertThat(FrameCodec.decodeFromClient(text)).isEqualTo(notify(NAME, DATA).withSeq(3));
  }

  @Test
  void welcomeOnTheWire() {
    String text =
        "{\"op\":\"welcome\",\"version\":1,\"id\":\"p1\",\"uid\":\"guest:a\",\"name\":\"A\","
            + "\"resumed\":true,\"seq\":9,\"received\":4,\"resumeSeconds\":60,\"loss\":\"NONE\"}";
    Frame.Standing standing =
        new Frame.Standing(true, 9, OptionalLong.of(4), 60, Optional.of(Loss.NONE));
    Frame.Welcome frame = new Frame.Welcome(1, "p1", "guest:a", "A", standing);
    assertThat(FrameCodec.encode(frame)).isEqualTo(text);
    assertThat(FrameCodec.decodeFromProxy(text)).isEqualTo(frame);
  }

  @Test
  void welcomeOfAProxyThatKnowsOfNoResuming() {
    String text =
        "{\"op\":\"welcome\",\"version\":1,\"id\":\"p1\",\"uid\":\"guest:a\",\"name\":\"A\"}";
    assertThat(FrameCodec.decodeFromProxy(text))
        .isEqualTo(new Frame.Welcome(1, "p1", "guest:a", "A", Frame.Standing.UNKNOWN));
  }

  @Test
  void eventOnTheWire() {
    String text =
        "{\"op\":\"event\",\"seq\":12,\"namespace\":\"daily\",\"system\":\"DailyClientSystem\","
            + "\"event\":\"Press\",\"data\":{\"valid\":\"2026-11-23\"}}";
    assertThat(FrameCodec.encode(new Frame.Event(NAME, DATA, 12))).isEqualTo(text);
    assertThat(FrameCodec.decodeFromProxy(text)).isEqualTo(new Frame.Event(NAME, DATA, 12));
  }

  @Test
  void errorAndByeOnTheWire() {
    String error = "{\"op\":\"error\",\"code\":\"BAD_FRAME\",\"message\":\"m\"}";
    assertThat(FrameCodec.encode(new Frame.Fault(ErrorCode.BAD_FRAME, "m"))).isEqualTo(error);
    assertThat(FrameCodec.decodeFromProxy(error))
        .isEqualTo(new Frame.Fault(ErrorCode.BAD_FRAME, "m"));
    String bye = "{\"op\":\"bye\",\"code\":\"GOING_AWAY\",\"message\":\"m\"}";
    assertThat(FrameCodec.encode(new Frame.Bye("GOING_AWAY", "m"))).isEqualTo(bye);
    assertThat(FrameCodec.decodeFromProxy(bye)).isEqualTo(new Frame.Bye("GOING_AWAY", "m"));
    assertThat(FrameCodec.decodeFromClient(bye)).isInstanceOf(Frame.Bye.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello | BAD_JSON | not a JSON object",
        "[1] | BAD_JSON | not a JSON object",
        "7 | BAD_JSON | not a JSON object",
        "null | BAD_JSON | not a JSON object",
        "`` | BAD_JSON | not a JSON object",
        "{} | UNKNOWN_OP | op: found nothing, allowed: hello, notify, ack, bye",
        "{\"op\":7} | UNKNOWN_OP | op: found 7",
        "{\"op\":\"event\"} | UNKNOWN_OP | op: found \"event\"",
        "{\"op\":\"hello\",\"token\":\"t\"} | BAD_FRAME | version: found nothing",
        "{\"op\":\"hello\",\"version\":\"1\",\"token\":\"t\"} | BAD_FRAME | version: found \"1\"",
        "{\"op\":\"hello\",\"version\":1,\"token\":7} | BAD_FRAME | token: found 7",
        "{\"op\":\"hello\",\"version\":1,\"token\":\"t\",\"x\":1} | BAD_FRAME | \"x\": unknown key",
        "{\"op\":\"hello\",\"version\":1,\"token\":\"t\",\"resume\":\"p1\"} | BAD_FRAME | resume: found",
        "{\"op\":\"hello\",\"version\":1,\"token\":\"t\",\"resume\":{\"id\":\"p1\"}} | BAD_FRAME | seq: found nothing",
        "{\"op\":\"hello\",\"version\":1,\"token\":\"t\",\"resume\":{\"id\":\"p1\",\"seq\":-1}} | BAD_FRAME | seq: found -1",
        "{\"op\":\"hello\",\"version\":1,\"token\":\"t\",\"resume\":{\"id\":\"p1\",\"seq\":1,\"x\":1}} | BAD_FRAME | \"x\": unknown key",
        "{\"op\":\"ack\"} | BAD_FRAME | seq: found nothing",
        "{\"op\":\"ack\",\"seq\":1.5} | BAD_FRAME | seq: found 1.5",
        "{\"op\":\"ack\",\"seq\":1,\"x\":1} | BAD_FRAME | \"x\": unknown key",
        "{\"op\":\"notify\",\"namespace\":\"n\",\"system\":\"s\",\"event\":\"e\",\"data\":{},\"seq\":0} | BAD_FRAME | seq: found 0",
        "{\"op\":\"notify\",\"namespace\":\"\",\"system\":\"s\",\"event\":\"e\",\"data\":{}} | BAD_FRAME | namespace: found",
        "{\"op\":\"notify\",\"namespace\":\"n\",\"system\":\"s\",\"event\":\"e\"} | BAD_FRAME | data: found nothing",
        "{\"op\":\"notify\",\"namespace\":\"n\",\"system\":\"s\",\"event\":\"e\",\"data\":[]} | BAD_FRAME | data: found []",
      })
  void textThatIsNoFrameIsRefusedByName(String text, ErrorCode code, String message) {
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> FrameCodec.decodeFromClient(text == null ? "" : text))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(code))
        .withMessageContaining(message);
  }

  @Test
  void dataMayNestSixteenLevelsAndNoMore() {
    assertThat(FrameCodec.decodeFromClient(nested(Limits.MAX_DEPTH)))
        .isInstanceOf(Frame.Notify.class);
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> FrameCodec.decodeFromClient(nested(Limits.MAX_DEPTH + 1)))
        .withMessageContaining("nested too deep");
  }

  @Test
  void aNameHasSixtyFourCharactersAtMost() {
    assertThat(FrameCodec.decodeFromClient(named("n".repeat(64)))).isInstanceOf(Frame.Notify.class);
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> FrameCodec.decodeFromClient(named("n".repeat(65))))
        .withMessageContaining("1 to 64 characters");
  }

  private static String nested(int levels) {
    Object value = new JsonObject();
    for (int level = 1; level < levels; level++) {
      boolean array = level % 2 == 1 && level < levels - 1;
      value = array ? new JsonArray().add(value) : new JsonObject().put("in", value);
    }
    JsonObject data = (JsonObject) value;
    return FrameCodec.encode(notify(NAME, data));
  }

  private static String named(String namespace) {
    return FrameCodec.encode(notify(new EventName(namespace, "s", "e"), DATA));
  }

  private static Frame.Notify notify(EventName name, JsonObject data) {
    return new Frame.Notify(name, data, Frame.Notify.OWN_SERVER);
  }
}
