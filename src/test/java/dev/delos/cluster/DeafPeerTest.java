package dev.delos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.protocol.EventName;
import dev.delos.protocol.NodeEvent;
import dev.delos.protocol.NodeStatus;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that reads no more costs the others neither memory nor time. */
class DeafPeerTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int DEAF = 21;
  private static final int WELL = 23;
  private static final JsonObject ARGS = new JsonObject().put("n", 1);
  private static final JsonObject LARGE = new JsonObject().put("text", "x".repeat(64 * 1024));

  /** More than the kernel's buffers of a connection on this machine. */
  private static final int FAR_TOO_MANY = 64 * 1024 * 1024 / LARGE.toBuffer().length();

  private static final AtomicInteger heard = new AtomicInteger();
  private static TestCluster cluster;
  private static Vertx deafMember;
  private static TestNode sender;

  private final CountDownLatch hearsAgain = new CountDownLatch(1);

  @BeforeAll
  static void start(@TempDir Path directory) {
    cluster = new TestCluster(directory);
    Vertx east = cluster.join();
    Vertx west = cluster.join();
    // With one event loop, what holds it up holds up the member's sockets.
    deafMember = cluster.join(new VertxOptions().setEventLoopPoolSize(1));
    sender = TestNode.join(east, 22);
    TestNode well = answering(west, WELL, "well");
    TestNode deaf = answering(deafMember, DEAF, "deaf");
    Await.get(
        deaf.run(
            node -> {
              node.onNodeEvent(event -> heard.incrementAndGet());
              return Future.succeededFuture();
            }));
    sender.sees(deaf, NodeStatus.UP).sees(well, NodeStatus.UP);
  }

  @BeforeEach
  void becomeDeaf() {
    assertThat(Await.get(sender.request("deaf", "echo", ARGS, LONG))).isEqualTo(ARGS);
    deafMember.runOnContext(now -> holdUp());
  }

  @AfterEach
  void hear() {
    hearsAgain.countDown();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private void holdUp() {
    try {
      hearsAgain.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static TestNode answering(Vertx member, int serverId, String module) {
    return TestNode.join(member, serverId)
        .answers(module, "echo", request -> Future.succeededFuture(request.args()));
  }

  @Test
  void callsToItFailAtOnceWhileOthersAreAnsweredAndItIsBackOnceItReads() {
    await()
        .until(
            () -> {
              Future<JsonObject> call = sender.request("deaf", "echo", LARGE, LONG);
              roundTrip();
              return call.failed() && ((RpcException) call.cause()).code() == Code.OVERLOADED;
            });
    long begin = System.nanoTime();
    Throwable refused = Await.failure(sender.request("deaf", "echo", LARGE, LONG));
    assertThat(((RpcException) refused).code()).isEqualTo(Code.OVERLOADED);
    assertThat(Await.get(sender.request("well", "echo", LARGE, LONG))).isEqualTo(LARGE);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    hearsAgain.countDown();
    await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(Await.get(sender.request("deaf", "echo", ARGS, LONG))).isEqualTo(ARGS));
  }

  @Test
  void whatWaitsForItIsBounded() {
    Outbox outbox = Await.get(sender.run(node -> Future.succeededFuture(new Outbox(vertx()))));
    Buffer event =
        new NodeEvent(22, new EventName("test", "TestSystem", "Large"), LARGE).toJson().toBuffer();
    long most = 0;
    int accepted = 0;
    for (int i = 0; i < FAR_TOO_MANY && outbox.dropped() < 100; i++) {
      accepted += Await.get(inOutbox(outbox, DEAF, event)).failed() ? 0 : 1;
      most = Math.max(most, Await.get(sender.run(node -> waitingBytes(outbox))));
    }
    assertThat(outbox.dropped()).isEqualTo(100);
    assertThat(most).isBetween(Peer.MAX_WAITING_BYTES / 2L, (long) Peer.MAX_WAITING_BYTES);
    Future<Void> refused = Await.get(inOutbox(outbox, DEAF, event));
    assertThat(((RpcException) refused.cause()).code()).isEqualTo(Code.OVERLOADED);
    Await.get(Await.get(inOutbox(outbox, WELL, event)));
    hearsAgain.countDown();
    int expected = accepted;
    await().untilAsserted(() -> assertThat(heard).hasValue(expected));
    long left = Await.get(sender.run(node -> waitingBytes(outbox)));
    assertThat(left).isZero();
  }

  /** The future of the message itself, as it is when the call returns. */
  private static Future<Future<Void>> inOutbox(Outbox outbox, int to, Buffer event) {
    return sender.run(
        node -> Future.succeededFuture(outbox.send(to, MessageKind.NODE_EVENT, event)));
  }

  private static Future<Long> waitingBytes(Outbox outbox) {
    return Future.succeededFuture(outbox.waitingBytes());
  }

  private static Vertx vertx() {
    return Vertx.currentContext().owner();
  }

  private void roundTrip() {
    assertThat(Await.get(sender.request("well", "echo", ARGS, LONG))).isEqualTo(ARGS);
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(1));
  }
}
