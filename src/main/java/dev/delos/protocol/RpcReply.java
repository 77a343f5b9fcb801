package dev.delos.protocol;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way back.
 *
 * @param callId the call that it answers
 * @param code {@link #SUCCESS}, or what went wrong
 * @param detail what the caller may know of a failure; empty for a success
 * @param data the reply; empty for a failure; null if the method replied nothing
 */
public record RpcReply(long callId, int code, String detail, @Nullable JsonObject data) {
  /** The bytes of the numbers. */
  private static final int HEAD = Long.BYTES + Integer.BYTES;

  /** The code of an answer that is a reply. */
  public static final int SUCCESS = 0;

  public static RpcReply of(long callId, @Nullable JsonObject data) {
    return new RpcReply(callId, SUCCESS, "", data);
  }

  public static RpcReply failure(long callId, int code, String detail) {
    return new RpcReply(callId, code, detail, new JsonObject());
  }

  public boolean isSuccess() {
    return code == SUCCESS;
  }

  /** As bytes; throws what {@link JsonObject#toBuffer} does. */
  public Buffer encode() {
    Buffer encodedData = data == null ? Buffer.buffer() : JsonBytes.write(data);
    Buffer buffer =
        Buffer.buffer(HEAD + Integer.BYTES + detail.length() + encodedData.length())
            .appendLong(callId)
            .appendInt(code);
    return Wire.appendText(buffer, detail).appendBuffer(encodedData);
  }

  /** Reads what {@link #encode} wrote. */
  public static RpcReply decode(Buffer buffer) {
    Buffer data = buffer.slice(Wire.afterText(buffer, HEAD), buffer.length());
    return new RpcReply(
        buffer.getLong(0),
        buffer.getInt(Long.BYTES),
        Wire.text(buffer, HEAD),
        data.length() == 0 ? null : JsonBytes.read(data));
  }
}
