package dev.delos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.protocol.Addresses;
import dev.delos.protocol.NodeStatus;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
  private static final int ASKS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final Queue<JsonObject> said = new ConcurrentLinkedQueue<>();
  private TestNode there;

  @BeforeEach
  void join() {
    there = TestNode.join(vertx, 1).does(ClusterNode::up);
    MessageConsumer<JsonObject> listener =
        vertx.eventBus().consumer(Addresses.NODES, message -> said.add(message.body()));
    Await.get(listener.completion());
  }

  @AfterEach
  void close() {
    Await.get(vertx.close());
  }

  @Test
  void aNewcomerIsAnsweredAndNobodyElseIsTold() {
    TestNode newcomer = TestNode.join(vertx, 2).sees(there, NodeStatus.UP);
    there.sees(newcomer, NodeStatus.STARTING);

    ask(new JsonObject().put("say", "ask").put("serverId", 2));

    assertThat(announcements()).isLessThan(ASKS);
  }

  @Test
  void aNewcomerOfAnEarlierVersionIsAnsweredThroughTheTopic() {
    ask(new JsonObject().put("say", "ask"));

    assertThat(announcements()).isGreaterThanOrEqualTo(ASKS);
  }

  /** More often than a node speaks unasked meanwhile; until what it says to it has been heard. */
  private void ask(JsonObject question) {
    said.clear();
    for (int i = 0; i < ASKS; i++) {
      vertx.eventBus().publish(Addresses.NODES, question);
    }
    there.does(
        asked -> vertx.eventBus().publish(Addresses.NODES, new JsonObject().put("say", "end")));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(said).extracting(word -> word.getString("say")).contains("ask", "end"));
  }

  private long announcements() {
    return said.stream()
        .filter(word -> word.getString("say").equals("announce"))
        .filter(word -> word.getInteger("serverId") == 1)
        .count();
  }
}
