package dev.delos.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.JsonObject;

/**
 * JSON in what nodes send each other, by Vert.x's streaming codec: it takes less time than the one
 * by databind, which {@link JsonObject} takes where that is on the class path. Each thread keeps a
 * generator and a parser, for to make one takes as long as a small JSON does.
 */
public final class JsonBytes {
  static final JsonFactory FACTORY = new JsonFactory();

  private static final ThreadLocal<JsonWriter> WRITER = ThreadLocal.withInitial(JsonWriter::new);
  private static final ThreadLocal<JsonReader> READER = ThreadLocal.withInitial(JsonReader::new);

  private JsonBytes() {}

  /** As {@link JsonObject#toBuffer}, whatever that can write. */
  public static Buffer write(JsonObject json) {
    return write(Buffer.buffer(), json);
  }

  /** What {@link #write(JsonObject)} writes, behind a head, which may be added to. */
  static Buffer write(Buffer head, JsonObject json) {
    int end = head.length();
    JsonWriter writer = WRITER.get();
    try {
      (writer.isBusy() ? new JsonWriter() : writer).append(head, json);
      return head;
    } catch (EncodeException e) {
      return head.getBuffer(0, end).appendBuffer(json.toBuffer());
    }
  }

  /** Reads what {@link #write} wrote; throws a {@link DecodeException} if it is no JSON object. */
  public static JsonObject read(Buffer buffer) {
    return read(buffer, 0);
  }

  /** Reads what stands from a position to the end. */
  static JsonObject read(Buffer buffer, int begin) {
    return READER.get().read(buffer, begin);
  }
}
