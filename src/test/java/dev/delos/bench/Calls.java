package dev.delos.bench;

import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/**
 * A way to call another process: JSON goes there as text, is read there, and the same JSON comes
 * back.
 */
interface Calls extends AutoCloseable {
  /** Runs something where calls are made from. */
  default void run(Runnable work) {
    work.run();
  }

  /** Calls, and hands the reply on, on one thread for all. A failure is printed. */
  void call(JsonObject args, Consumer<JsonObject> reply);

  @Override
  void close();
}
