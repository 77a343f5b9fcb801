package dev.delos.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thread's one generator and one parser serve each JSON as new ones would. */
class JsonBytesTest {
  private static final JsonObject RICH =
      new JsonObject()
          .put("text", "grüße, 你好 \u0000 \" \uD83D\uDE00")
          .put("numbers", new JsonArray().add(1).add(1L << 40).add(-0.5).add(Double.MAX_VALUE))
          .put("none", (Object) null)
          .put("deep", new JsonObject().put("empty", new JsonObject()).put("list", List.of()))
          .put("bytes", new byte[] {1, 2, 3})
          .put("instant", Instant.EPOCH);

  @Test
  void whatIsWrittenIsWhatJsonObjectWrites() {
    for (JsonObject json : List.of(RICH, new JsonObject(), RICH)) {
      assertThat(JsonBytes.write(json)).isEqualTo(json.toBuffer());
      assertThat(JsonBytes.read(JsonBytes.write(json))).isEqualTo(new JsonObject(json.encode()));
    }
  }

  @Test
  void jsonOfAnySizeIsReadAfterAnyOther() {
    for (int length : new int[] {0, 1, 7_990, 8_000, 8_001, 16_000, 1_000_000, 2}) {
      JsonObject json = new JsonObject().put("text", "é".repeat(length)).put("after", length);
      Buffer head = Buffer.buffer("head");
      Buffer written = JsonBytes.write(head, json);
      assertThat(JsonBytes.read(written, 4)).isEqualTo(json);
    }
  }

  @Test
  void manyNamesAreReadOneAfterTheOther() {
    IntStream.range(0, 5_000)
        .forEach(
            n -> {
              JsonObject json = new JsonObject().put("name" + n, n);
              assertThat(JsonBytes.read(JsonBytes.write(json))).isEqualTo(json);
            });
  }

  @Test
  void whatIsNoJsonObjectIsRefusedAndHarmsNothing() {
    for (String text :
        List.of("", "{", "{}{}", "{} x", "[]", "1", "\"a\"", "{\"a\":}", "{\"a\":1", "nul", "]")) {
      assertThatExceptionOfType(DecodeException.class)
          .as(text)
          .isThrownBy(() -> JsonBytes.read(Buffer.buffer(text)));
      assertThat(JsonBytes.read(JsonBytes.write(RICH)).getString("text"))
          .isEqualTo(RICH.getString("text"));
    }
  }

  @Test
  void whatIsNoJsonIsRefusedAndHarmsNothing() {
    JsonObject wrong = new JsonObject().put("before", "it").put("object", new Object());
    assertThatExceptionOfType(EncodeException.class).isThrownBy(() -> JsonBytes.write(wrong));
    assertThat(JsonBytes.write(RICH)).isEqualTo(RICH.toBuffer());
  }

  @Test
  void whatOnlyJsonObjectCanWriteComesAfterTheHead() {
    record Point(int x, int y) {}
    JsonObject json = new JsonObject().put("point", new Point(1, 2));
    assertThat(JsonBytes.write(Buffer.buffer("head"), json))
        .isEqualTo(Buffer.buffer("head").appendBuffer(json.toBuffer()));
  }

  @Test
  void aMapThatWritesJsonWhileItIsWritten() {
    Map<String, Object> map =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, Object>> entrySet() {
            return Set.of(Map.entry("inner", JsonBytes.write(RICH).toString()));
          }
        };
    assertThat(JsonBytes.read(JsonBytes.write(new JsonObject(map))).getString("inner"))
        .isEqualTo(RICH.toBuffer().toString());
  }
}
