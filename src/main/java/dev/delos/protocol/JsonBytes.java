package dev.delos.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.util.Map;

/**
 * JSON in what nodes send each other, by Vert.x's streaming codec: the one that {@link JsonObject}
 * takes where databind is on the class path costs half as much again.
 */
public final class JsonBytes {
  private static final JacksonCodec CODEC = new JacksonCodec();
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonBytes() {}

  /** As {@link JsonObject#toBuffer}, whatever that can write. */
  public static Buffer write(JsonObject json) {
    try {
      return CODEC.toBuffer(json, false);
    } catch (EncodeException e) {
      return json.toBuffer();
    }
  }

  /** Reads what {@link #write} wrote; throws a {@link DecodeException} if it is no JSON object. */
  @SuppressWarnings("unchecked")
  public static JsonObject read(Buffer buffer) {
    try {
      return new JsonObject(
          JacksonCodec.fromParser(FACTORY.createParser(buffer.getBytes()), Map.class));
    } catch (IOException e) {
      throw new DecodeException(e.getMessage(), e);
    }
  }
}
