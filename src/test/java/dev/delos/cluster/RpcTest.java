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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
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
  void aMethodThatReturnsNoFutureAnswersAtOnce() {
    callee.answers("math", "nothing", request -> null);
    assertThat(failure(caller.request("math", "nothing", ARGS, LONG)).code())
        .isEqualTo(Code.REMOTE_ERROR);
  }

  @Test
  void aReplyThatIsNotJsonIsAFailureOfTheMethod() {
    callee.answers(
        "math",
        "object",
        request -> Future.succeededFuture(new JsonObject().put("n", new Object())));
    assertThat(failure(caller.request("math", "object", ARGS, LONG)).code())
        .isEqualTo(Code.REMOTE_ERROR);
  }

  @Test
  void argumentsThatAreNotJsonFailTheFuture() {
    JsonObject args = new JsonObject().put("n", new Object());
    assertThat(failure(caller.request("math", "double", args, LONG)).code())
        .isEqualTo(Code.BAD_REQUEST);
    assertThat(Await.get(caller.request("math", "double", ARGS, LONG)).getInteger("n"))
        .isEqualTo(2);
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
    Future<JsonObject> first = caller.request("pool", "work", ARGS, LONG);
    TestNode idle = TestNode.join(vertx, 22).answers("pool", "work", request -> reply(22));
    caller.sees(idle, NodeStatus.UP);
    for (int i = 0; i < 100; i++) {
      assertThat(Await.get(caller.request("pool", "work", ARGS, LONG)).getInteger("n"))
          .isEqualTo(22);
    }
    assertThat(busyCalls).hasValue(1);
    never.complete(new JsonObject());
    assertThat(Await.get(first)).isEqualTo(new JsonObject());
  }

  @Test
  void theFailureOfANestedCallIsNeverTakenForOnesOwn() {
    for (Code code : Code.values()) {
      callee.answers(
          "math", "nested", request -> Future.failedFuture(new RpcException(code, "nested")));
      assertThat(failure(caller.request("math", "nested", ARGS, LONG)).code())
          .as(code.name())
          .isEqualTo(Code.REMOTE_ERROR);
    }
  }

  @Test
  void aNestedCallWaitsNoLongerThanItsCaller() {
    Promise<Duration> innerTimeout = Promise.promise();
    TestNode inner =
        TestNode.join(vertx, 31)
            .answers(
                "inner",
                "never",
                request -> {
                  innerTimeout.complete(request.timeout());
                  return Promise.<JsonObject>promise().future();
                });
    callee.sees(inner, NodeStatus.UP);
    Promise<Throwable> innerFailure = Promise.promise();
    callee.answers(
        "math",
        "outer",
        request ->
            vertx
                .timer(20, TimeUnit.MILLISECONDS)
                .compose(later -> callee.caller().request("inner", "never", new JsonObject(), LONG))
                .onFailure(innerFailure::complete));
    RpcException failure = failure(caller.request("math", "outer", ARGS, Duration.ofMillis(300)));
    assertThat(failure.code()).isEqualTo(Code.TIMEOUT);
    assertThat(Await.get(innerTimeout.future()))
        .isBetween(Duration.ofMillis(1), Duration.ofMillis(280));
    assertThat(((RpcException) Await.get(innerFailure.future())).code()).isEqualTo(Code.TIMEOUT);
  }

  @Test
  void aCallWithoutTimeLeftIsNotSent() {
    assertThat(failure(caller.request("math", "double", ARGS, Duration.ZERO)).code())
        .isEqualTo(Code.TIMEOUT);
  }

  @Test
  void anAnswerAfterTheTimeoutIsDroppedAndCounted() {
    Promise<JsonObject> late = Promise.promise();
    callee.answers("math", "late", request -> late.future());
    assertThat(failure(caller.request("math", "late", ARGS, Duration.ofMillis(20))).code())
        .isEqualTo(Code.TIMEOUT);
    assertThat(caller.caller().lateAnswers()).isZero();
    late.complete(new JsonObject());
    Awaitility.await().untilAsserted(() -> assertThat(caller.caller().lateAnswers()).isEqualTo(1));
  }

  @Test
  void aOneWayRequestRunsAndIsNotAnswered() {
    Promise<JsonObject> received = Promise.promise();
    callee.answers(
        "math",
        "note",
        request -> {
          received.complete(request.args());
          return reply(1);
        });
    Await.get(
        caller.run(
            node -> {
              node.caller().send("math", "note", ARGS);
              return Future.succeededFuture();
            }));
    assertThat(Await.get(received.future())).isEqualTo(ARGS);
    assertThat(caller.caller().lateAnswers()).isZero();
  }

  @Test
  void callsPastTheWindowOfANodeFailAtOnce() {
    callee.answers("math", "never", request -> Promise.<JsonObject>promise().future());
    List<Future<JsonObject>> calls = new ArrayList<>();
    for (int i = 0; i < RpcCaller.MAX_IN_FLIGHT; i++) {
      calls.add(caller.request("math", "never", ARGS, LONG));
    }
    assertThat(failure(caller.request("math", "never", ARGS, LONG)).code())
        .isEqualTo(Code.OVERLOADED);
    assertThat(calls).noneMatch(Future::isComplete);
  }

  @Test
  void aBusyNodeRunsSoManyCallsKeepsSoManyAndRefusesTheRest() {
    Promise<JsonObject> release = Promise.promise();
    AtomicInteger begun = new AtomicInteger();
    callee.answers(
        "math",
        "slow",
        request -> {
          begun.incrementAndGet();
          return release.future();
        });
    TestNode other = TestNode.join(vertx, 3);
    other.sees(callee, NodeStatus.UP);
    int all = RpcDispatcher.MAX_RUNNING + RpcDispatcher.MAX_WAITING;
    List<Future<JsonObject>> calls = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      calls.add((i % 2 == 0 ? caller : other).request("math", "slow", ARGS, LONG));
    }
    Awaitility.await().untilAsserted(() -> assertThat(callee.dispatcher().busy()).isEqualTo(all));
    assertThat(begun).hasValue(RpcDispatcher.MAX_RUNNING);
    TestNode third = TestNode.join(vertx, 4);
    third.sees(callee, NodeStatus.UP);
    assertThat(failure(third.request("math", "slow", ARGS, LONG)))
        .hasMessageContaining("node 2 has too much to do");
    release.complete(ARGS);
    assertThat(Await.get(Future.all(calls)).size()).isEqualTo(all);
    assertThat(begun).hasValue(all);
  }

  @Test
  void methodsThatNeverEndDoNotKeepOthersOutForEver() {
    callee.answers("math", "never", request -> Promise.<JsonObject>promise().future());
    List<Future<JsonObject>> calls = new ArrayList<>();
    for (int i = 0; i < RpcDispatcher.MAX_RUNNING; i++) {
      calls.add(caller.request("math", "never", ARGS, Duration.ofMillis(200)));
    }
    calls.forEach(call -> assertThat(failure(call).code()).isEqualTo(Code.TIMEOUT));
    Awaitility.await()
        .ignoreExceptions()
        .until(
            () ->
                Await.get(caller.request("math", "double", ARGS, Duration.ofMillis(500)))
                        .getInteger("n")
                    == 2);
  }

  @Test
  void aCallWhoseCallerHasStoppedWaitingIsNotBegun() {
    Promise<JsonObject> blocker = Promise.promise();
    Queue<JsonObject> begun = new ConcurrentLinkedQueue<>();
    callee.answers("math", "block", request -> blocker.future());
    callee.answers(
        "math",
        "work",
        request -> {
          begun.add(request.args());
          return reply(1);
        });
    List<Future<JsonObject>> blocked = new ArrayList<>();
    for (int i = 0; i < RpcDispatcher.MAX_RUNNING; i++) {
      blocked.add(caller.request("math", "block", ARGS, LONG));
    }
    TestNode other = TestNode.join(vertx, 3);
    other.sees(callee, NodeStatus.UP);
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(callee.dispatcher().busy()).isEqualTo(RpcDispatcher.MAX_RUNNING));
    JsonObject early = new JsonObject().put("call", "early");
    Future<JsonObject> expires = other.request("math", "work", early, Duration.ofMillis(50));
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(callee.dispatcher().busy()).isEqualTo(RpcDispatcher.MAX_RUNNING + 1));
    assertThat(failure(expires).code()).isEqualTo(Code.TIMEOUT);
    // The callee's clock runs from the call's arrival: an equal wait that begins after it is
    // longer.
    assertThat(failure(other.request("math", "work", ARGS, Duration.ofMillis(50))).code())
        .isEqualTo(Code.TIMEOUT);
    blocker.complete(ARGS);
    assertThat(Await.get(Future.all(blocked)).size()).isEqualTo(RpcDispatcher.MAX_RUNNING);
    Awaitility.await().untilAsserted(() -> assertThat(callee.dispatcher().busy()).isZero());
    assertThat(callee.dispatcher().expired()).isPositive();
    assertThat(begun).doesNotContain(early);
  }

  @Test
  void oneKeyHasOneHostAndOnlyItsOwnKeysMoveWhenAHostLeaves() {
    Map<Integer, TestNode> hosts = new HashMap<>();
    for (int serverId = 41; serverId <= 45; serverId++) {
      int id = serverId;
      TestNode host = TestNode.join(vertx, id).answers("hash", "who", request -> reply(id));
      caller.sees(host, NodeStatus.UP);
      hosts.put(id, host);
    }
    Map<String, Integer> before = whoHas(1_000);
    assertThat(whoHas(1_000)).isEqualTo(before);
    assertThat(before.values()).containsOnly(41, 42, 43, 44, 45);
    Await.get(hosts.get(43).run(ClusterNode::leave));
    Awaitility.await()
        .until(
            () ->
                Await.get(caller.run(node -> Future.succeededFuture(node.directory().find(43))))
                    .isEmpty());
    Map<String, Integer> after = whoHas(1_000);
    long moved = 0;
    for (Map.Entry<String, Integer> key : before.entrySet()) {
      if (key.getValue() == 43) {
        moved++;
        assertThat(after.get(key.getKey())).isNotEqualTo(43);
      } else {
        assertThat(after.get(key.getKey())).isEqualTo(key.getValue());
      }
    }
    assertThat(moved).isBetween(150L, 250L);
  }

  private Map<String, Integer> whoHas(int keys) {
    Map<String, Integer> owners = new HashMap<>();
    for (int i = 0; i < keys; i++) {
      String key = "player-" + i;
      owners.put(
          key,
          Await.get(caller.run(node -> node.caller().requestHash("hash", key, "who", ARGS, LONG)))
              .getInteger("n"));
    }
    return owners;
  }

  private static Future<JsonObject> reply(int n) {
    return Future.succeededFuture(new JsonObject().put("n", n));
  }

  private static RpcException failure(Future<?> future) {
    return (RpcException) Await.failure(future);
  }
}
