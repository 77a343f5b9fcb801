package dev.delos.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON after the other with the same parser. Belongs to its thread. */
final class JsonReader {
  /** A parser keeps the names that it has read: it is replaced before they are too many. */
  private static final int MAX_READS = 1_024;

  private static final Buffer NOTHING = Buffer.buffer();

  private final Source source = new Source();
  private @Nullable OneByOne parser;
  private int reads;

  /** What the parser reads. */
  private static final class Source extends InputStream {
    private Buffer buffer = NOTHING;
    private int position;

    @Override
    public int read() {
      return isRead() ? -1 : Byte.toUnsignedInt(buffer.getByte(position++));
    }

    @Override
    public int read(byte[] bytes, int begin, int length) {
      if (isRead()) {
        return -1;
      }
      int count = Math.min(length, buffer.length() - position);
      buffer.getBytes(position, position + count, bytes, begin);
      position += count;
      return count;
    }

    boolean isRead() {
      return position >= buffer.length();
    }
  }

  /** Seems to end after each value, and stays open for the next one. */
  private static final class OneByOne extends JsonParserDelegate {
    OneByOne(JsonParser parser) {
      super(parser);
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
      return isAtEnd() ? null : delegate.nextToken();
    }

    private boolean isAtEnd() {
      JsonToken token = delegate.currentToken();
      return token != null && token.isStructEnd() && delegate.getParsingContext().inRoot();
    }

    boolean hasMore() throws IOException {
      return delegate.releaseBuffered(OutputStream.nullOutputStream()) > 0;
    }

    @Override
    public void close() {
      delegate.clearCurrentToken();
    }

    void closeForGood() throws IOException {
      delegate.close();
    }
  }

  /** Throws a {@link DecodeException} if what stands from there to the end is no JSON object. */
  JsonObject read(Buffer buffer, int begin) {
    source.buffer = buffer;
    source.position = begin;
    try {
      OneByOne current = open();
      // One that has failed stands somewhere within a JSON.
      parser = null;
      @SuppressWarnings("unchecked")
      Map<String, Object> map = JacksonCodec.fromParser(current, Map.class);
      if (!source.isRead() || current.hasMore()) {
        throw new DecodeException("bytes follow the JSON object");
      }
      parser = current;
      return new JsonObject(map);
    } catch (IOException e) {
      throw new DecodeException(e.getMessage(), e);
    } finally {
      source.buffer = NOTHING;
    }
  }

  private OneByOne open() throws IOException {
    if (parser != null && reads++ < MAX_READS) {
      return parser;
    }
    if (parser != null) {
      parser.closeForGood();
    }
    reads = 0;
    return new OneByOne(JsonBytes.FACTORY.createParser(source));
  }
}
