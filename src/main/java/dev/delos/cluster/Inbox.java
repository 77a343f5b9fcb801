package dev.delos.cluster;

import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on the messages of packs in order. After a slice of time the event loop has a turn: a pack
 * of slow methods holds back neither the answers of the first ones nor others.
 */
final class Inbox {
  private static final Logger log = LoggerFactory.getLogger(Inbox.class);
  private static final long SLICE_NANOS = 250_000;

  private final Context context;
  private final Outbox outbox;
  private final Consumer<Pack.Message> handler;
  private final Queue<Pack.Message> messages = new ArrayDeque<>();
  private boolean isRunning;

  /**
   * An empty one.
   *
   * @param context the node's own
   * @param outbox what is sent in a slice of time goes from there together
   */
  Inbox(Context context, Outbox outbox, Consumer<Pack.Message> handler) {
    this.context = context;
    this.outbox = outbox;
    this.handler = handler;
  }

  void receive(Pack pack) {
    messages.addAll(pack.messages());
    if (!isRunning) {
      isRunning = true;
      run();
    }
  }

  private void run() {
    outbox.together(this::slice);
    isRunning = !messages.isEmpty();
    if (isRunning) {
      context.runOnContext(turn -> run());
    }
  }

  private void slice() {
    long end = System.nanoTime() + SLICE_NANOS;
    while (!messages.isEmpty() && System.nanoTime() < end) {
      handle(messages.remove());
    }
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
