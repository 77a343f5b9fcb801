package dev.delos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.protocol.NodeStatus;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests between nodes: every code, and that it comes at once. */
class RpcTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final JsonObject ARGS = new JsonObject().put("n", 1);

  private final Vertx vertx = Vertx.vertx();
  private TestNode caller;
  private TestNode callee;

  @BeforeEach
  void join() {
    caller = TestNode.join(vertx, 1);
    callee =
        TestNode.join(vertx, 2)
            .answers("math", "double", request -> reply(2 * request.args().getInteger("n")));
    caller.sees(callee, NodeStatus.UP);
  }

  @AfterEach
  void close() {
    Await.get(vertx.close());
  }

  @Test
  void theReplyIsTheFuture() {
    assertThat(Await.get(caller.request("math", "double", ARGS, LONG)))
        .isEqualTo(new JsonObject().put("n", 2));
  }

  @Test
  void theCalleeKnowsWhoAsksAndHowLongItWaits() {
    callee.answers(
        "math",
        "who",
        request ->
            Future.succeededFuture(
                new JsonObject()
                    .put("callerId", request.callerId())
                    .put("seconds", request.timeout().toSeconds())));
    assertThat(Await.get(caller.request("math", "who", ARGS, LONG)))
        .isEqualTo(new JsonObject().put("callerId", 1).put("seconds", 60));
  }

  @Test
  void aModuleThatNobodyHostsFailsAtOnce() {
    assertThat(failure(caller.request("chess", "move", ARGS, LONG)).code())
        .isEqualTo(Code.NO_PROVIDER);
  }

  @Test
  void aMethodThatThereIsNotFailsAtOnce() {
    RpcException failure = failure(caller.request("math", "halve", ARGS, LONG));
    assertThat(failure.code()).isEqualTo(Code.NO_METHOD);
    assertThat(failure.detail()).isEqualTo("math has no method halve");
  }

  @Test
  void aMethodThatThrowsAnswersAtOnceWithoutItsCause() {
    callee.answers(
        "math",
        "boom",
        request -> {
          throw new IllegalStateException("the password is hunter2");
        });
    assertFailsWithoutCause(failure(caller.request("math", "boom", ARGS, LONG)));
  }

  @Test
  void aMethodWhoseFutureFailsAnswersAtOnceWithoutItsCause() {
    callee.answers("math", "boom", request -> Future.failedFuture("the password is hunter2"));
    assertFailsWithoutCause(failure(caller.request("math", "boom", ARGS, LONG)));
  }

  private static void assertFailsWithoutCause(RpcException failure) {
    assertThat(failure.code()).isEqualTo(Code.REMOTE_ERROR);
    assertThat(failure.detail())
        .matches("math\\.boom failed, error [0-9a-f-]{36}")
        .doesNotContain("hunter2");
  }

  @Test
  void anInvalidRequestIsToldInItsOwnWords() {
    callee.answers(
        "math",
        "root",
        request -> {
          throw new InvalidRequestException("n: found -1, allowed: 0 or more");
        });
    RpcException failure = failure(caller.request("math", "root", ARGS, LONG));
    assertThat(failure.code()).isEqualTo(Code.BAD_REQUEST);
    assertThat(failure.detail()).isEqualTo("n: found -1, allowed: 0 or more");
  }

  @Test
  void theFailureOfANestedCallIsAFailureOfTheMethod() {
    callee.answers(
        "math",
        "nested",
        request ->
            Future.failedFuture(new RpcException(Code.TIMEOUT, "somebody else did not answer")));
    assertThat(failure(caller.request("math", "nested", ARGS, LONG)).code())
        .isEqualTo(Code.REMOTE_ERROR);
  }

  @Test
  void noAnswerInTimeIsATimeout() {
    callee.answers("math", "never", request -> Promise.<JsonObject>promise().future());
    assertThat(failure(caller.request("math", "never", ARGS, Duration.ofMillis(50))).code())
        .isEqualTo(Code.TIMEOUT);
  }

  @Test
  void aCallInFlightFailsWhenTheCalleeLeaves() {
    Promise<Void> called = Promise.promise();
    callee.answers(
        "math",
        "never",
        request -> {
          called.complete();
          return Promise.<JsonObject>promise().future();
        });
    Future<JsonObject> call = caller.request("math", "never", ARGS, LONG);
    Await.get(called.future());
    Await.get(callee.run(ClusterNode::leave));
    assertThat(failure(call).code()).isEqualTo(Code.NODE_LEFT);
  }

  @Test
  void aNodeThatLeavesIsNotPickedAnyMore() {
    Await.get(callee.run(ClusterNode::leave));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(failure(caller.request("math", "double", ARGS, LONG)).code())
                    .isEqualTo(Code.NO_PROVIDER));
  }

  @Test
  void aDrainingNodeIsNotPickedAndRefusesWhatStillComes() {
    Await.get(
        callee.run(
            node -> {
              node.drain();
              return Future.succeededFuture();
            }));
    assertThat(
            failure(caller.run(node -> node.caller().request(2, "math", "double", ARGS, LONG)))
                .code())
        .isEqualTo(Code.DRAINING);
    caller.sees(callee, NodeStatus.DRAINING);
    assertThat(failure(caller.request("math", "double", ARGS, LONG)).code())
        .isEqualTo(Code.NO_PROVIDER);
  }

  @Test
  void registeringAgainReplacesTheHandler() {
    callee.answers("math", "double", request -> reply(-1));
    assertThat(Await.get(caller.request("math", "double", ARGS, LONG)).getInteger("n"))
        .isEqualTo(-1);
  }

  @Test
  void requestsSpreadOverTheHostsOfAModule() {
    Map<Integer, AtomicInteger> calls = new HashMap<>();
    for (int serverId : new int[] {11, 12, 13}) {
      AtomicInteger count = new AtomicInteger();
      calls.put(serverId, count);
      TestNode host =
          TestNode.join(vertx, serverId)
              .answers("pool", "work", request -> reply(count.incrementAndGet()));
      caller.sees(host, NodeStatus.UP);
    }
    for (int i = 0; i < 300; i++) {
      Await.get(caller.request("pool", "work", ARGS, LONG));
    }
    assertThat(calls.values()).allSatisfy(count -> assertThat(count.get()).isBetween(50, 150));
  }

  @Test
  void aBusyHostIsSparedForAnIdleOne() {
    Promise<JsonObject> never = Promise.promise();
    AtomicInteger busyCalls = new AtomicInteger();
    AtomicInteger idleCalls = new AtomicInteger();
    TestNode busy =
        TestNode.join(vertx, 21)
            .answers(
                "pool",
                "work",
                request -> {
                  busyCalls.incrementAndGet();
                  return never.future();
                });
    caller.sees(busy, NodeStatus.UP);
    List<Future<JsonObject>> calls = new ArrayList<>();
    calls.add(caller.request("pool", "work", ARGS, LONG));
    TestNode idle =
        TestNode.join(vertx, 22)
            .answers("pool", "work", request -> reply(idleCalls.incrementAndGet()));
    caller.sees(idle, NodeStatus.UP);
    for (int i = 0; i < 100; i++) {
      calls.add(caller.request("pool", "work", ARGS, LONG));
    }
    Awaitility.await()
        .untilAsserted(() -> assertThat(busyCalls.get() + idleCalls.get()).isEqualTo(101));
    assertThat(idleCalls.get()).isGreaterThan(busyCalls.get());
    never.complete(new JsonObject());
    assertThat(Await.get(Future.all(calls)).size()).isEqualTo(101);
  }

  private static Future<JsonObject> reply(int n) {
    return Future.succeededFuture(new JsonObject().put("n", n));
  }

  private static RpcException failure(Future<?> future) {
    return (RpcException) Await.failure(future);
  }
}
