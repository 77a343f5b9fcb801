package dev.delos.conformance;

import static dev.delos.conformance.ProbeNetwork.EAST_GAME;
import static dev.delos.conformance.ProbeNetwork.EAST_LOBBY;
import static dev.delos.conformance.ProbeNetwork.EAST_SERVICE;
import static dev.delos.conformance.ProbeNetwork.WEST_LOBBY;
import static dev.delos.conformance.ProbeNetwork.WEST_SERVICE;
import static dev.delos.conformance.ProbeNetwork.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.DeafToNews;
import dev.delos.cluster.TestNode;
import dev.delos.protocol.NodeStatus;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import dev.delos.sdk.ServerCalls;
import dev.delos.sdk.ServiceCalls;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** What RPC promises: which failure comes when, whose time it is, and that each call ends once. */
abstract class RpcPromiseRows {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final String EAST = "service_" + EAST_SERVICE;
  private static final String WEST = "service_" + WEST_SERVICE;
  private static final JsonObject ARGS = new JsonObject().put("n", 21);
  private static final int WINDOW = 4_096;

  private final ProbeNetwork network;
  private final ServerCalls eastLobby = Probes.server(EAST_LOBBY);
  private final ServerCalls westLobby = Probes.server(WEST_LOBBY);
  private final ServiceCalls eastService = Probes.service(EAST_SERVICE);
  private final ServiceCalls westService = Probes.service(WEST_SERVICE);

  RpcPromiseRows(ProbeNetwork network) {
    this.network = network;
  }

  @Test
  void timeout() {
    westService.registerRpcMethodForMod("never", args -> never());
    long begin = System.nanoTime();
    assertThat(code(eastLobby.requestToServiceMod(WEST, "never", ARGS, Duration.ofMillis(200))))
        .isEqualTo(Code.TIMEOUT);
    assertThat(since(begin)).isBetween(Duration.ofMillis(199), Duration.ofMillis(1_200));
  }

  @Test
  void theDefaultTimeoutIsTwoSecondsAndTheCalleeKnowsIt() {
    network
        .tool()
        .answers(
            "tools",
            "timeout",
            request ->
                Future.succeededFuture(
                    new JsonObject().put("millis", request.timeout().toMillis())));
    assertThat(timeoutOf(null)).isEqualTo(2_000);
    assertThat(timeoutOf(Duration.ofMillis(1_234))).isEqualTo(1_234);
  }

  private long timeoutOf(Duration timeout) {
    return await()
        .until(
            () ->
                Await.get(
                    timeout == null
                        ? eastLobby.requestToServiceMod("tools", "timeout", ARGS)
                        : eastLobby.requestToServiceMod("tools", "timeout", ARGS, timeout)),
            reply -> true)
        .getLong("millis");
  }

  @Test
  void noProvider() {
    assertAtOnce(Code.NO_PROVIDER, eastLobby.requestToServiceMod("chess", "move", ARGS, LONG));
    assertAtOnce(
        Code.NO_PROVIDER, eastLobby.requestToHashService("chess", "key", "move", ARGS, LONG));
  }

  @Test
  void noMethod() {
    assertAtOnce(Code.NO_METHOD, eastLobby.requestToServiceMod(WEST, "missing", ARGS, LONG));
  }

  @Test
  void nodeLeft() {
    TestNode leaving = TestNode.join(network.member(4003), 4003);
    Promise<Void> called = Promise.promise();
    leaving.answers(
        "leaving",
        "never",
        request -> {
          called.complete();
          return never();
        });
    network.tool().sees(leaving, NodeStatus.UP);
    Future<JsonObject> inFlight = westLobby.requestToServiceMod("leaving", "never", ARGS, LONG);
    Await.get(called.future());
    Await.get(leaving.run(ClusterNode::leave));
    assertAtOnce(Code.NODE_LEFT, inFlight);
    assertAtOnce(Code.NO_PROVIDER, westLobby.requestToServiceMod("leaving", "never", ARGS, LONG));
  }

  @Test
  void draining() {
    TestNode draining = TestNode.join(network.member(4005), 4005);
    draining.answers("draining", "any", request -> Future.succeededFuture(ARGS));
    network.tool().sees(draining, NodeStatus.UP);
    try (DeafToNews deaf = new DeafToNews(network.member(WEST_LOBBY))) {
      Await.get(
          draining.run(
              node -> {
                node.drain();
                return Future.succeededFuture();
              }));
      assertAtOnce(Code.DRAINING, westLobby.requestToServiceMod("draining", "any", ARGS, LONG));
      await().until(() -> deaf.missed() > 0);
    }
    Await.get(draining.run(ClusterNode::leave));
  }

  @Test
  void overloaded() {
    Promise<JsonObject> release = Promise.promise();
    westService.registerRpcMethodForMod("slow", args -> release.future());
    ServerCalls caller = Probes.server(EAST_GAME);
    List<Future<JsonObject>> calls = new ArrayList<>();
    for (int i = 0; i < WINDOW; i++) {
      calls.add(caller.requestToServiceMod(WEST, "slow", ARGS, LONG));
    }
    assertAtOnce(Code.OVERLOADED, caller.requestToServiceMod(WEST, "slow", ARGS, LONG));
    assertThat(Await.get(caller.requestToServiceMod(EAST, ProbeMod.WHOAMI, ARGS))).isNotNull();
    release.complete(ARGS);
    assertThat(Await.get(Future.all(calls)).size()).isEqualTo(WINDOW);
    assertThat(Await.get(caller.requestToServiceMod(WEST, "slow", ARGS))).isEqualTo(ARGS);
  }

  @Test
  void remoteError() {
    westService.registerRpcMethodForMod(
        "throws",
        args -> {
          throw new IllegalStateException("the password is hunter2");
        });
    westService.registerRpcMethodForMod(
        "fails", args -> Future.failedFuture("the password is hunter2"));
    westService.registerRpcMethodForMod(
        "handlerThrows",
        (serverId, callbackId, args) -> {
          throw new IllegalStateException("the password is hunter2");
        });
    for (String method : List.of("throws", "fails", "handlerThrows")) {
      RpcException failure =
          assertAtOnce(Code.REMOTE_ERROR, eastLobby.requestToServiceMod(WEST, method, ARGS, LONG));
      assertThat(failure.detail())
          .matches("service_3002\\." + method + " failed, error [0-9a-f-]{36}");
    }
  }

  @Test
  void badRequest() {
    westService.registerRpcMethodForMod(
        "refuses",
        args -> Future.failedFuture(new InvalidRequestException("n: found 21, allowed: 22")));
    RpcException failure =
        assertAtOnce(Code.BAD_REQUEST, eastLobby.requestToServiceMod(WEST, "refuses", ARGS, LONG));
    assertThat(failure.detail()).isEqualTo("n: found 21, allowed: 22");
  }

  @Test
  void aNestedCallInheritsWhatIsLeft() {
    Promise<Duration> waited = Promise.promise();
    eastService.registerRpcMethodForMod("inner", args -> never());
    westService.registerRpcMethodForMod(
        "outer",
        args -> {
          long begin = System.nanoTime();
          return westService
              .requestNow(EAST, "inner", args, LONG)
              .onFailure(failure -> waited.complete(since(begin)));
        });
    Future<JsonObject> outer =
        eastLobby.requestToServiceMod(WEST, "outer", ARGS, Duration.ofMillis(300));
    assertThat(code(outer)).isEqualTo(Code.TIMEOUT);
    assertThat(Await.get(waited.future())).isLessThan(Duration.ofMillis(1_300));
  }

  @Test
  void aLateAnswerIsDroppedAndCounted() {
    Promise<JsonObject> late = Promise.promise();
    eastService.registerRpcMethodForMod("late", args -> late.future());
    network.tool().sees(network.tool(), NodeStatus.UP);
    long before = lateAnswers();
    assertThat(code(network.tool().request(EAST, "late", ARGS, Duration.ofMillis(20))))
        .isEqualTo(Code.TIMEOUT);
    assertThat(lateAnswers()).isEqualTo(before);
    late.complete(ARGS);
    await().until(() -> lateAnswers() == before + 1);
  }

  private long lateAnswers() {
    return Await.get(
        network.tool().run(node -> Future.succeededFuture(node.caller().lateAnswers())));
  }

  @Test
  void theCallbackIsCalledOnceEvenWhenAReplyAndTheTimeoutRace() {
    int races = 2_000;
    int atOnce = 100;
    AtomicIntegerArray calls = new AtomicIntegerArray(races);
    AtomicInteger replies = new AtomicInteger();
    AtomicInteger failures = new AtomicInteger();
    answerAfterADelay("race");
    for (int i = 0; i < races; i++) {
      int race = i;
      JsonObject args = new JsonObject().put("delay", 20 + i % 40);
      eastLobby.requestToServiceMod(
          WEST,
          "race",
          args,
          (suc, reply) -> {
            calls.incrementAndGet(race);
            (suc ? replies : failures).incrementAndGet();
          },
          Duration.ofMillis(40));
      if ((race + 1) % atOnce == 0) {
        await().until(() -> replies.get() + failures.get() > race);
      }
    }
    network.fence();
    for (int i = 0; i < races; i++) {
      assertThat(calls.get(i)).as("race %d", i).isEqualTo(1);
    }
    assertThat(replies).hasPositiveValue();
    assertThat(failures).hasPositiveValue();
  }

  private void answerAfterADelay(String method) {
    Vertx west = network.member(WEST_SERVICE);
    westService.registerRpcMethodForMod(
        method,
        (serverId, callbackId, args) ->
            west.setTimer(
                args.getInteger("delay"),
                id -> westService.responseToServer(serverId, callbackId, args)));
  }

  @Test
  void theCallbackRunsOnTheCallersContext() {
    westService.registerRpcMethodForMod("quick", Future::succeededFuture);
    Promise<Context> context = Promise.promise();
    eastLobby.requestToServiceMod(
        WEST, "quick", ARGS, (suc, reply) -> context.complete(Vertx.currentContext()));
    assertThat(((ContextInternal) Await.get(context.future())).unwrap())
        .isSameAs(((ContextInternal) eastLobby.context()).unwrap());
  }

  private static RpcException assertAtOnce(Code code, Future<?> call) {
    long begin = System.nanoTime();
    RpcException failure = (RpcException) Await.failure(call);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(since(begin)).isLessThan(AT_ONCE);
    return failure;
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static Code code(Future<?> failure) {
    return ((RpcException) Await.failure(failure)).code();
  }

  private static Future<JsonObject> never() {
    return Promise.<JsonObject>promise().future();
  }
}
