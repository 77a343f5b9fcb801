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
    assertThat(said)
        .extracting(word -> word.getString("say") + " " + word.getInteger("serverId"))
        .containsExactly("announce 2", "ask 2");
  }

  @Test
  void aNewcomerOfAnEarlierVersionIsAnsweredThroughTheTopic() {
    vertx.eventBus().publish(Addresses.NODES, new JsonObject().put("say", "ask"));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(said)
                    .extracting(word -> word.getString("say"))
                    .containsExactly("ask", "announce"));
  }
}
