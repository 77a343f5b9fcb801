package dev.delos.protocol;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Texts between numbers in what nodes send each other. */
final class Wire {
  private Wire() {}

  /** A text: how many bytes of UTF-8 it has, in four bytes, and those. */
  static Buffer appendText(Buffer buffer, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return buffer.appendInt(bytes.length).appendBytes(bytes);
  }

  static String text(Buffer buffer, int position) {
    int begin = position + Integer.BYTES;
    return buffer.getString(begin, begin + buffer.getInt(position));
  }

  /** Where what follows the text begins. */
  static int afterText(Buffer buffer, int position) {
    return position + Integer.BYTES + buffer.getInt(position);
  }
}
