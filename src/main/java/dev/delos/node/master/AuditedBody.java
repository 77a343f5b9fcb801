package dev.delos.node.master;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the audit table keeps of a command's body: all but secrets, as long as it is no longer than
 * {@link #MAX_BYTES}. Of a longer one each long value is kept as its begin, its size and its
 * SHA-256, by which it is known when it is sent again.
 */
final class AuditedBody {
  static final int MAX_BYTES = 64 * 1024;

  private static final int LONG_VALUE_BYTES = 1024;
  private static final int SHOWN = 100;

  private AuditedBody() {}

  static JsonObject of(JsonObject body) {
    JsonObject redacted = Redaction.of(body);
    if (bytes(redacted).length <= MAX_BYTES) {
      return redacted;
    }
    JsonObject shortened = new JsonObject();
    for (Map.Entry<String, Object> member : redacted) {
      shortened.put(member.getKey(), value(member.getValue()));
    }
    return bytes(shortened).length <= MAX_BYTES ? shortened : shortened(bytes(redacted));
  }

  private static @Nullable Object value(@Nullable Object value) {
    byte[] bytes = bytes(value);
    return bytes.length <= LONG_VALUE_BYTES ? value : shortened(bytes);
  }

  private static JsonObject shortened(byte[] bytes) {
    String begin = new String(bytes, 0, SHOWN * 4, StandardCharsets.UTF_8);
    return new JsonObject()
        .put("shortened", begin.substring(0, SHOWN) + "…")
        .put("bytes", bytes.length)
        .put("sha256", HexFormat.of().formatHex(sha256().digest(bytes)));
  }

  private static byte[] bytes(@Nullable Object value) {
    return Json.encode(value).getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
