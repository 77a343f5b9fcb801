package dev.delos.protocol;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * A request on its way to the node that answers it.
 *
 * @param callId names it among all calls of its caller, in this life and others
 * @param callerId the server id of the asking node
 * @param timeout how long the caller still waits; zero if it waits for no answer
 */
public record RpcCall(
    long callId, int callerId, String module, String method, JsonObject args, Duration timeout) {
  /** The bytes of the numbers. */
  private static final int HEAD = Long.BYTES + Integer.BYTES + Long.BYTES;

  /** Bytes that a call has at a guess. */
  private static final int SIZE = 256;

  /** Whether nobody waits for an answer. */
  public boolean isOneWay() {
    return timeout.isZero();
  }

  /** As bytes; throws what {@link JsonObject#toBuffer} does. */
  public Buffer encode() {
    Buffer buffer =
        Buffer.buffer(SIZE).appendLong(callId).appendInt(callerId).appendLong(timeout.toMillis());
    Wire.appendText(buffer, module);
    Wire.appendText(buffer, method);
    return JsonBytes.write(buffer, args);
  }

  /** Reads what {@link #encode} wrote. */
  public static RpcCall decode(Buffer buffer) {
    int method = Wire.afterText(buffer, HEAD);
    return new RpcCall(
        buffer.getLong(0),
        buffer.getInt(Long.BYTES),
        Wire.text(buffer, HEAD),
        Wire.text(buffer, method),
        JsonBytes.read(buffer, Wire.afterText(buffer, method)),
        Duration.ofMillis(buffer.getLong(Long.BYTES + Integer.BYTES)));
  }
}
