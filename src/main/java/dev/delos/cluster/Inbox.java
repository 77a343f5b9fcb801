package dev.delos.cluster;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes packs apart and hands on their messages in order. After a slice of time the event loop has
 * a turn: a pack of slow methods holds back neither the answers of the first ones nor others.
 */
final class Inbox {
  private static final Logger log = LoggerFactory.getLogger(Inbox.class);
  private static final long SLICE_NANOS = 250_000;

  private final Context context;
  private final Consumer<Pack.Message> handler;
  private final Queue<Pack.Message> messages = new ArrayDeque<>();
  private boolean isRunning;

  /**
   * An empty one.
   *
   * @param context the node's own
   */
  Inbox(Context context, Consumer<Pack.Message> handler) {
    this.context = context;
    this.handler = handler;
  }

  void receive(Buffer pack) {
    Pack.read(pack, messages::add);
    if (!isRunning) {
      isRunning = true;
      run();
    }
  }

  private void run() {
    long end = System.nanoTime() + SLICE_NANOS;
    while (!messages.isEmpty()) {
      handle(messages.remove());
      if (System.nanoTime() > end && !messages.isEmpty()) {
        context.runOnContext(turn -> run());
        return;
      }
    }
    isRunning = false;
  }

  /** What can't be read, or whose handler throws, does not keep the rest from arriving. */
  private void handle(Pack.Message message) {
    try {
      handler.accept(message);
    } catch (Throwable e) {
      log.error("a message of kind {} failed", message.kind(), e);
    }
  }
}
