package dev.delos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.protocol.NodeStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages to a node that is busy share messages of the bus. */
class PackTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int MANY = 1_000;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger replies = new AtomicInteger();
  private TestNode caller;
  private TestNode callee;

  @BeforeEach
  void join() {
    caller = TestNode.join(vertx, 1);
    callee =
        TestNode.join(vertx, 2)
            .answers("math", "same", request -> Future.succeededFuture(request.args()));
    caller.sees(callee, NodeStatus.UP);
    Await.get(ask(0));
    vertx.eventBus().addInboundInterceptor(this::count);
  }

  private void count(DeliveryContext<Object> delivery) {
    if (delivery.message().body() instanceof Pack pack) {
      Set<MessageKind> kinds = EnumSet.noneOf(MessageKind.class);
      pack.messages().forEach(message -> kinds.add(message.kind()));
      if (kinds.contains(MessageKind.RPC)) {
        calls.incrementAndGet();
      } else if (kinds.contains(MessageKind.RPC_REPLY)) {
        replies.incrementAndGet();
      }
    }
    delivery.next();
  }

  @AfterEach
  void close() {
    Await.get(vertx.close());
  }

  private Future<JsonObject> ask(int n) {
    return caller.request("math", "same", new JsonObject().put("n", n), LONG);
  }

  @Test
  void oneCallIsOneMessageEachWay() {
    Await.get(ask(1));
    assertThat(calls).hasValue(1);
    assertThat(replies).hasValue(1);
  }

  @Test
  void callsOfOneTurnShareMessagesAndAreAnsweredInOrder() {
    List<Integer> answers = new ArrayList<>();
    Await.get(
        caller.run(
            node ->
                Future.join(
                    IntStream.range(0, MANY)
                        .mapToObj(
                            n ->
                                node.caller()
                                    .request("math", "same", new JsonObject().put("n", n), LONG)
                                    .onSuccess(answer -> answers.add(answer.getInteger("n"))))
                        .toList())));
    assertThat(answers).containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
    // The first goes at once; how the answers fall depends on how fast the methods run.
    assertThat(calls.get()).isBetween(2, 3);
    assertThat(replies.get()).isLessThan(MANY);
  }

  @Test
  void slowMethodsDoNotHoldBackTheAnswersOfTheFirst() {
    Queue<String> order = new ConcurrentLinkedQueue<>();
    callee.answers(
        "math",
        "slow",
        request -> {
          long end = System.nanoTime() + Duration.ofMillis(10).toNanos();
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          order.add("ran " + request.args().getInteger("n"));
          return Future.succeededFuture(request.args());
        });
    Await.get(
        caller.run(
            node ->
                Future.join(
                    IntStream.range(0, 30)
                        .mapToObj(
                            n ->
                                node.caller()
                                    .request("math", "slow", new JsonObject().put("n", n), LONG)
                                    .onSuccess(
                                        answer -> order.add("answered " + answer.getInteger("n"))))
                        .toList())));
    assertThat(order).containsSubsequence("answered 0", "ran 29");
    assertThat(order).containsSubsequence("answered 10", "ran 29");
  }

  @Test
  void kindsAndVersionsOfLaterNodesArePassedOver() {
    PackCodec codec = new PackCodec();
    Pack.Message known = new Pack.Message(MessageKind.RPC, Buffer.buffer("known"));
    Buffer wire = Buffer.buffer("head");
    int begin = wire.length();
    codec.encodeToWire(wire, new Pack(List.of(known, known, known)));
    assertThat(codec.decodeFromWire(begin, wire).messages()).containsExactly(known, known, known);

    int second = begin + 1 + Integer.BYTES + PackCodec.size(known);
    Buffer withUnknown = wire.copy().setByte(second, (byte) 99);
    assertThat(codec.decodeFromWire(begin, withUnknown).messages()).containsExactly(known, known);
    Buffer later = wire.copy().setByte(begin, (byte) 2);
    assertThat(codec.decodeFromWire(begin, later).messages()).isEmpty();
  }
}
