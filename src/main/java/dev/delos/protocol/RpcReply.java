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

  /** Bytes that a reply has at a guess. */
  private static final int SIZE = 256;

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
    Buffer buffer = Buffer.buffer(SIZE).appendLong(callId).appendInt(code);
    Wire.appendText(buffer, detail);
    return data == null ? buffer : JsonBytes.write(buffer, data);
  }

  /** Reads what {@link #encode} wrote. */
  public static RpcReply decode(Buffer buffer) {
    int data = Wire.afterText(buffer, HEAD);
    return new RpcReply(
        buffer.getLong(0),
        buffer.getInt(Long.BYTES),
        Wire.text(buffer, HEAD),
        data == buffer.length() ? null : JsonBytes.read(buffer, data));
  }
}
