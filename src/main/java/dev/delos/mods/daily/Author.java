package dev.delos.mods.daily;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Who ordered something, and why.
 *
 * @param operator as the master says; empty if it didn't
 */
record Author(Optional<String> operator, String reason) {
  static Author of(JsonObject args) {
    return new Author(
        Optional.ofNullable(args.getString(Arguments.OPERATOR)), Arguments.reason(args));
  }
}
