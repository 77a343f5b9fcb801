package dev.delos.cluster;

import dev.delos.protocol.Addresses;
import dev.delos.protocol.JsonBytes;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the network what this node is, and the directory what the others are. A node speaks when it
 * starts, when it changes, when a newcomer asks, and every few seconds; when it leaves it says so.
 *
 * <p>What it says every few seconds goes to each node that it knows, by that node's address, and
 * only now and then to the topic: after a split, Vert.x may take the topic's listeners for fewer
 * than they are, and keeps to that. So whoever knows another is known by it.
 */
final class Announcer {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final int TICKS_A_TOPIC = 3;
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final NodeDirectory directory;
  private final Outbox outbox;
  private @Nullable MessageConsumer<JsonObject> consumer;
  private long timer;
  private long lastTick;
  private int ticks;
  private NodeInfo self;

  Announcer(Vertx vertx, NodeDirectory directory, Outbox outbox, NodeInfo self) {
    this.vertx = vertx;
    this.outbox = outbox;
    this.directory = directory;
    this.self = self;
  }

  NodeInfo self() {
    return self;
  }

  /** Says hello and asks who else is there. */
  Future<Void> start() {
    directory.heard(self);
    lastTick = System.nanoTime();
    timer = vertx.setPeriodic(PERIOD.toMillis(), id -> tick());
    return listen();
  }

  private Future<Void> listen() {
    MessageConsumer<JsonObject> listening = vertx.eventBus().consumer(Addresses.NODES, this::heard);
    consumer = listening;
    return listening
        .completion()
        .onSuccess(
            done -> {
              say("announce", self.toJson());
              say("ask", new JsonObject().put("serverId", self.serverId()));
            });
  }

  /** Takes its place among the listeners again, which the network may have lost. */
  Future<Void> listenAnew() {
    MessageConsumer<JsonObject> old = consumer;
    return old == null ? Future.succeededFuture() : listen().eventually(old::unregister);
  }

  /** Takes the change at once and tells the others. */
  void announce(NodeInfo changed) {
    NodeStatus before = self.status();
    self = changed;
    directory.heard(changed);
    say("announce", changed.toJson());
    if (before != changed.status()) {
      log.info("node {} ({}) is {}", changed.serverId(), changed.type(), changed.status());
    }
  }

  /** Keeps the load for the next time that this node speaks. */
  void load(int load) {
    self = self.withLoad(load);
    directory.heard(self);
  }

  /** Says goodbye, once nothing is heard any more. */
  Future<Void> leave() {
    MessageConsumer<JsonObject> last = consumer;
    if (last == null) {
      return Future.succeededFuture();
    }
    consumer = null;
    vertx.cancelTimer(timer);
    return last.unregister().onComplete(deaf -> say("leave", goodbye()));
  }

  private JsonObject goodbye() {
    return new JsonObject().put("serverId", self.serverId()).put("incarnation", self.incarnation());
  }

  private void tick() {
    ticks++;
    if (ticks % TICKS_A_TOPIC == 0) {
      say("announce", self.toJson());
    } else {
      tellEach();
    }
    long now = System.nanoTime();
    // After a pause of our own (a stop, a long collection) it is us who did not listen.
    if (now - lastTick < 2 * PERIOD.toNanos()) {
      directory.dropSilent(SILENCE.toNanos(), self.serverId());
    } else {
      directory.forgiveSilence();
    }
    lastTick = now;
  }

  private void tellEach() {
    Buffer info = info();
    directory
        .nodes()
        .map(NodeInfo::serverId)
        .filter(serverId -> serverId != self.serverId())
        .toList()
        .forEach(serverId -> tell(serverId, info));
  }

  private Buffer info() {
    return Outbox.encode(() -> JsonBytes.write(self.toJson()));
  }

  private void tell(int serverId, Buffer info) {
    outbox
        .send(serverId, MessageKind.ANNOUNCEMENT, info)
        .onFailure(failure -> log.debug("not told: {}", failure.toString()));
  }

  /**
   * Who asks is told, and nobody else: if each told all, a newcomer would cost the square of the
   * nodes. An earlier version doesn't say who asks.
   */
  private void answer(@Nullable Integer asking) {
    if (asking == null) {
      say("announce", self.toJson());
    } else if (asking != self.serverId()) {
      tell(asking, info());
    }
  }

  private void say(String what, JsonObject body) {
    vertx.eventBus().publish(Addresses.NODES, body.put("say", what));
  }

  private void heard(Message<JsonObject> message) {
    JsonObject body = message.body();
    switch (body.getString("say")) {
      case "announce" -> heardOf(NodeInfo.fromJson(body));
      case "ask" -> answer(body.getInteger("serverId"));
      case "leave" -> directory.left(body.getInteger("serverId"), body.getLong("incarnation"));
      default -> log.debug("a word of a later version: {}", body);
    }
  }

  /** Takes what a node says of itself. */
  void heardOf(NodeInfo info) {
    if (info.serverId() != self.serverId()) {
      directory.heard(info);
    }
  }
}
