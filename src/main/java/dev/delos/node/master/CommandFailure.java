package dev.delos.node.master;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A command's end that is no success, as the operator is told of it. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String text;
  private final transient @Nullable JsonObject entity;

  CommandFailure(int code, String text) {
    this(code, text, null);
  }

  CommandFailure(int code, String text, @Nullable JsonObject entity) {
    super(code + ": " + text);
    this.code = code;
    this.text = text;
    this.entity = entity;
  }

  int code() {
    return code;
  }

  String text() {
    return text;
  }

  @Nullable JsonObject entity() {
    return entity;
  }
}
