package dev.delos.conformance;

import static dev.delos.conformance.ProbeNetwork.EAST_GAME;
import static dev.delos.conformance.ProbeNetwork.EAST_LOBBY;
import static dev.delos.conformance.ProbeNetwork.EAST_MASTER;
import static dev.delos.conformance.ProbeNetwork.EAST_SERVICE;
import static dev.delos.conformance.ProbeNetwork.WEST_GAME;
import static dev.delos.conformance.ProbeNetwork.WEST_LOBBY;
import static dev.delos.conformance.ProbeNetwork.WEST_MASTER;
import static dev.delos.conformance.ProbeNetwork.WEST_SERVICE;
import static dev.delos.conformance.ProbeNetwork.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.delos.Await;
import dev.delos.sdk.MasterCalls;
import dev.delos.sdk.NodeCalls;
import dev.delos.sdk.RpcCallback;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import dev.delos.sdk.ServerCalls;
import dev.delos.sdk.ServiceCalls;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The table of RPC: who may call what, in all forms. */
abstract class RpcRows {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String EAST = "service_" + EAST_SERVICE;
  private static final String WEST = "service_" + WEST_SERVICE;
  private static final JsonObject ARGS = new JsonObject().put("n", 21);
  private static final JsonObject REPLY = new JsonObject().put("n", 42);

  private final ServerCalls eastLobby = Probes.server(EAST_LOBBY);
  private final ServerCalls westLobby = Probes.server(WEST_LOBBY);
  private final ServiceCalls eastService = Probes.service(EAST_SERVICE);
  private final ServiceCalls westService = Probes.service(WEST_SERVICE);
  private final MasterCalls eastMaster = Probes.master(EAST_MASTER);
  private final MasterCalls westMaster = Probes.master(WEST_MASTER);

  record Amount(int n) {}

  @Test
  void registerRpcMethodForMod() {
    westService.registerRpcMethodForMod("double", RpcRows::twice);
    westService.registerRpcMethodForMod(
        "triple",
        (serverId, callbackId, args) ->
            westService.responseToServer(
                serverId, callbackId, new JsonObject().put("n", 3 * args.getInteger("n"))));
    assertThat(Await.get(eastLobby.requestToServiceMod(WEST, "double", ARGS))).isEqualTo(REPLY);
    assertThat(Await.get(eastLobby.requestToServiceMod(WEST, "triple", ARGS)).getInteger("n"))
        .isEqualTo(63);
    assertThat(code(eastLobby.requestToServiceMod(EAST, "double", ARGS, LONG)))
        .isEqualTo(Code.NO_METHOD);
  }

  @Test
  void registerRpcMethod() {
    westService.registerRpcMethod(ProbeMod.SHARED, "double", RpcRows::twice);
    eastService.registerRpcMethodForMod(ProbeMod.SHARED, "double", RpcRows::twice);
    westMaster.registerRpcMethod(ProbeMod.COMMANDS, "double", RpcRows::twice);
    eastMaster.registerRpcMethod(ProbeMod.COMMANDS, "double", RpcRows::twice);
    assertThat(Await.get(eastLobby.requestToServiceMod(ProbeMod.SHARED, "double", ARGS)))
        .isEqualTo(REPLY);
    assertThat(Await.get(westService.requestToServiceMod(ProbeMod.COMMANDS, "double", ARGS)))
        .isEqualTo(REPLY);
    assertThatThrownBy(() -> westService.registerRpcMethod("unnamed", "double", RpcRows::twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unnamed");
  }

  @Test
  void aModuleRegisteredLaterIsFoundByAll() {
    eastService.registerRpcMethod("spare", "double", RpcRows::twice);
    await()
        .untilAsserted(
            () ->
                assertThat(Await.get(westLobby.requestToServiceMod("spare", "double", ARGS)))
                    .isEqualTo(REPLY));
  }

  @Test
  void registeringAgainReplacesTheHandler() {
    westService.registerRpcMethodForMod("replaced", args -> Future.failedFuture("the first"));
    westService.registerRpcMethodForMod("replaced", RpcRows::twice);
    assertThat(Await.get(eastLobby.requestToServiceMod(WEST, "replaced", ARGS))).isEqualTo(REPLY);
  }

  @Test
  void requestToServiceMod() {
    eastService.registerRpcMethodForMod("request", RpcRows::twice);
    westService.registerRpcMethodForMod("request", RpcRows::twice);
    for (NodeCalls<?> caller :
        List.of(westLobby, Probes.server(WEST_GAME), westService, westMaster)) {
      assertThat(Await.get(caller.requestToServiceMod(EAST, "request", ARGS))).isEqualTo(REPLY);
    }
    for (NodeCalls<?> caller :
        List.of(eastLobby, Probes.server(EAST_GAME), eastService, eastMaster)) {
      assertThat(Await.get(caller.requestToServiceMod(WEST, "request", ARGS, LONG)))
          .isEqualTo(REPLY);
    }
  }

  @Test
  void requestToServiceModWithACallback() {
    westService.registerRpcMethodForMod("answers", RpcRows::twice);
    westService.registerRpcMethodForMod("fails", args -> Future.failedFuture("on purpose"));
    assertThat(outcome(callback -> eastLobby.requestToServiceMod(WEST, "answers", ARGS, callback)))
        .isEqualTo(new Outcome(true, REPLY));
    assertThat(
            outcome(callback -> eastLobby.requestToServiceMod(WEST, "fails", ARGS, callback, LONG)))
        .isEqualTo(new Outcome(false, null));
  }

  @Test
  void requestToServiceModWithRecords() {
    westService.registerRpcMethod(
        ProbeMod.SHARED,
        "record",
        Amount.class,
        args -> Future.succeededFuture(new Amount(2 * args.n())));
    eastService.registerRpcMethod(
        ProbeMod.SHARED,
        "record",
        Amount.class,
        args -> Future.succeededFuture(new Amount(2 * args.n())));
    assertThat(
            Await.get(
                eastLobby.requestToServiceMod(
                    ProbeMod.SHARED, "record", new Amount(21), Amount.class)))
        .isEqualTo(new Amount(42));
    assertThat(
            Await.get(
                eastLobby.requestToHashService(
                    ProbeMod.SHARED, "key", "record", new Amount(21), Amount.class, LONG)))
        .isEqualTo(new Amount(42));
    assertThat(
            code(
                eastLobby.requestToServiceMod(
                    ProbeMod.SHARED, "record", new JsonObject().put("n", "many"), LONG)))
        .isEqualTo(Code.BAD_REQUEST);
  }

  @Test
  void requestToService() {
    westService.registerRpcMethodForMod("service", RpcRows::twice);
    assertThat(Await.get(eastLobby.requestToService(WEST, "service", ARGS))).isEqualTo(REPLY);
    assertThat(Await.get(eastLobby.requestToService(WEST, "service", ARGS, LONG))).isEqualTo(REPLY);
    Outcome good = new Outcome(true, REPLY);
    assertThat(outcome(callback -> eastLobby.requestToService(WEST, "service", ARGS, callback)))
        .isEqualTo(good);
    assertThat(
            outcome(callback -> eastLobby.requestToService(WEST, "service", ARGS, callback, LONG)))
        .isEqualTo(good);
  }

  @Test
  void anyNodeThatHostsAModuleAnswersIt() {
    Set<Integer> answered = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      answered.add(whoIs(westLobby.requestToServiceMod(ProbeMod.SHARED, ProbeMod.WHOAMI, ARGS)));
    }
    assertThat(answered).containsExactlyInAnyOrder(EAST_SERVICE, WEST_SERVICE);
  }

  @Test
  void requestToHashService() {
    Set<Integer> owners = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      String key = "player-" + i;
      int owner = ownerOf(eastLobby, key);
      owners.add(owner);
      for (NodeCalls<?> caller : List.of(eastLobby, westLobby, eastService, westMaster)) {
        assertThat(ownerOf(caller, key)).isEqualTo(owner);
      }
    }
    assertThat(owners).containsExactlyInAnyOrder(EAST_SERVICE, WEST_SERVICE);
  }

  @Test
  void requestToHashServiceWithACallback() {
    JsonObject owner = new JsonObject().put("serverId", ownerOf(westLobby, "key"));
    Outcome found = new Outcome(true, owner);
    assertThat(
            outcome(
                callback ->
                    eastLobby.requestToHashService(
                        ProbeMod.SHARED, "key", ProbeMod.WHOAMI, ARGS, callback)))
        .isEqualTo(found);
    assertThat(
            outcome(
                callback ->
                    eastLobby.requestToHashService(
                        ProbeMod.SHARED, "key", ProbeMod.WHOAMI, ARGS, callback, LONG)))
        .isEqualTo(found);
    assertThat(
            outcome(
                callback ->
                    eastLobby.requestToHashService("nobodys", "key", "x", ARGS, callback, LONG)))
        .isEqualTo(new Outcome(false, null));
  }

  @Test
  void sendToServiceMod() {
    Promise<JsonObject> got = Promise.promise();
    westService.registerRpcMethodForMod(
        "note",
        args -> {
          got.complete(args);
          return Future.succeededFuture(new JsonObject());
        });
    eastLobby.sendToServiceMod(WEST, "note", ARGS);
    assertThat(Await.get(got.future())).isEqualTo(ARGS);
  }

  @Test
  void answeringAOneWayRequestIsLoggedAndFeltByNobody() {
    Logger logger = (Logger) LoggerFactory.getLogger("dev.delos.host.BackendSystemHost");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    Promise<Long> answered = Promise.promise();
    westService.registerRpcMethodForMod(
        "oneWay",
        (serverId, callbackId, args) -> {
          westService.responseToServer(serverId, callbackId, ARGS);
          answered.complete(callbackId);
        });
    eastLobby.sendToServiceMod(WEST, "oneWay", ARGS);
    long callbackId = Await.get(answered.future());
    await()
        .untilAsserted(
            () ->
                assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(
                        line -> line.contains("answered request " + callbackId + " of node 2001")));
    logger.detachAppender(log);
    westService.registerRpcMethodForMod("still", RpcRows::twice);
    assertThat(Await.get(eastLobby.requestToServiceMod(WEST, "still", ARGS))).isEqualTo(REPLY);
  }

  @Test
  void responseToServer() {
    Queue<Integer> callers = new ConcurrentLinkedQueue<>();
    eastService.registerRpcMethodForMod(
        "later",
        (serverId, callbackId, args) -> {
          callers.add(serverId);
          eastService
              .context()
              .runOnContext(
                  later -> {
                    eastService.responseToServer(WEST_LOBBY + 1, callbackId, new JsonObject());
                    eastService.responseToServer(serverId, callbackId, REPLY);
                    eastService.responseToServer(serverId, callbackId, new JsonObject());
                  });
        });
    eastMaster.registerRpcMethodForMod(
        "later",
        (serverId, callbackId, args) -> eastMaster.responseToServer(serverId, callbackId, REPLY));
    assertThat(Await.get(westLobby.requestToServiceMod(EAST, "later", ARGS))).isEqualTo(REPLY);
    assertThat(Await.get(westMaster.requestToServiceMod(EAST, "later", ARGS))).isEqualTo(REPLY);
    assertThat(Await.get(westLobby.requestToServiceMod("master_9001", "later", ARGS)))
        .isEqualTo(REPLY);
    assertThat(callers).containsExactly(WEST_LOBBY, WEST_MASTER);
  }

  @Test
  void repliesAndArgumentsArriveAsTheyWereSent() {
    JsonObject nested =
        new JsonObject()
            .put("object", new JsonObject().put("deep", new JsonObject()))
            .put("array", List.of(1, "two", List.of()))
            .put("string", "\u4f60\u597d \ud83c\udf81")
            .put("long", Long.MAX_VALUE)
            .put("double", 0.1)
            .put("true", true)
            .putNull("null");
    for (int i = 0; i < 10; i++) {
      assertThat(
              Await.get(westLobby.requestToServiceMod(ProbeMod.SHARED, ProbeMod.ECHO, nested))
                  .encode())
          .isEqualTo(nested.encode());
    }
  }

  private record Outcome(boolean suc, JsonObject args) {}

  private static Outcome outcome(Consumer<RpcCallback> request) {
    Promise<Outcome> outcome = Promise.promise();
    List<Outcome> all = new ArrayList<>();
    request.accept(
        (suc, args) -> {
          all.add(new Outcome(suc, args));
          outcome.tryComplete(new Outcome(suc, args));
        });
    Outcome first = Await.get(outcome.future());
    assertThat(all).hasSize(1);
    return first;
  }

  private int ownerOf(NodeCalls<?> caller, String key) {
    return whoIs(caller.requestToHashService(ProbeMod.SHARED, key, ProbeMod.WHOAMI, ARGS));
  }

  private static int whoIs(Future<JsonObject> reply) {
    return Await.get(reply).getInteger("serverId");
  }

  private static Code code(Future<?> failure) {
    return ((RpcException) Await.failure(failure)).code();
  }

  private static Future<JsonObject> twice(JsonObject args) {
    return Future.succeededFuture(new JsonObject().put("n", 2 * args.getInteger("n")));
  }
}
