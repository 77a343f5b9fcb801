package dev.delos.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes one JSON after the other with the same generator. Belongs to its thread. */
final class JsonWriter {
  private static final Buffer NOTHING = Buffer.buffer();

  private final Sink sink = new Sink();
  private @Nullable JsonGenerator generator;
  private boolean isBusy;

  /** Where the generator's bytes go. */
  private static final class Sink extends OutputStream {
    private Buffer buffer = NOTHING;

    @Override
    public void write(int b) {
      buffer.appendByte((byte) b);
    }

    @Override
    public void write(byte[] bytes, int begin, int length) {
      buffer.appendBytes(bytes, begin, length);
    }
  }

  /** Whether it writes just now: a map of somebody's own may write JSON while it is read. */
  boolean isBusy() {
    return isBusy;
  }

  /** Adds the JSON; throws an {@link EncodeException} if it can't, when part of it may be there. */
  void append(Buffer buffer, JsonObject json) {
    JsonGenerator current = generator;
    // One that has failed stands somewhere within a JSON.
    generator = null;
    isBusy = true;
    sink.buffer = buffer;
    try {
      if (current == null) {
        current = JsonBytes.FACTORY.createGenerator(sink).setRootValueSeparator(null);
      }
      JacksonCodec.encodeJson(json, current);
      current.flush();
      generator = current;
    } catch (IOException e) {
      throw new EncodeException(e.getMessage(), e);
    } finally {
      sink.buffer = NOTHING;
      isBusy = false;
    }
  }
}
