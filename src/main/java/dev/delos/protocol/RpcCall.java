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

  /** Bytes that a name has at a guess. */
  private static final int NAMES = 32;

  /** Whether nobody waits for an answer. */
  public boolean isOneWay() {
    return timeout.isZero();
  }

  /** As bytes; throws what {@link JsonObject#toBuffer} does. */
  public Buffer encode() {
    Buffer encodedArgs = JsonBytes.write(args);
    Buffer buffer =
        Buffer.buffer(HEAD + 2 * NAMES + encodedArgs.length())
            .appendLong(callId)
            .appendInt(callerId)
            .appendLong(timeout.toMillis());
    Wire.appendText(buffer, module);
    Wire.appendText(buffer, method);
    return buffer.appendBuffer(encodedArgs);
  }

  /** Reads what {@link #encode} wrote. */
  public static RpcCall decode(Buffer buffer) {
    int method = Wire.afterText(buffer, HEAD);
    return new RpcCall(
        buffer.getLong(0),
        buffer.getInt(Long.BYTES),
        Wire.text(buffer, HEAD),
        Wire.text(buffer, method),
        JsonBytes.read(buffer.slice(Wire.afterText(buffer, method), buffer.length())),
        Duration.ofMillis(buffer.getLong(Long.BYTES + Integer.BYTES)));
  }
}
