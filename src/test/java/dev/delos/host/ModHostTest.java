package dev.delos.host;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.delos.Await;
import dev.delos.cluster.TestNode;
import dev.delos.config.ModConfig;
import dev.delos.database.NoDatabase;
import dev.delos.protocol.ClientEvent;
import dev.delos.protocol.EventName;
import dev.delos.protocol.NodeStatus;
import dev.delos.sdk.Database;
import dev.delos.sdk.Mod;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a node does with mods that work, and with mods that don't. */
class ModHostTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Database NO_DATABASE = new NoDatabase();
  private static final JsonObject ARGS = new JsonObject().put("n", 1);

  private final Vertx vertx = Vertx.vertx();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private TestNode caller;
  private TestNode node;
  private ModHost modHost;

  @BeforeEach
  void join() {
    caller = TestNode.join(vertx, 1);
    node = TestNode.join(vertx, 2);
  }

  @AfterEach
  void close() {
    Await.get(vertx.close());
  }

  @Test
  void systemsStartInOrderAndStopInReverse() {
    start(mod("one", Recorder::new), mod("two", Recorder::new));
    Await.get(node.run(cluster -> modHost.stop()));
    assertThat(log).containsExactly("start one", "start two", "stop two", "stop one");
  }

  @Test
  void aModThatFailsToStartIsStoppedAndTheOthersGoOn() {
    start(mod("bad", FailsToStart::new), mod("good", Recorder::new));
    assertThat(log).containsExactly("start bad", "stop bad", "start good");
    assertThat(failure("bad", "hello").code()).isEqualTo(Code.NO_PROVIDER);
    assertThat(reply("good", "hello")).isEqualTo(ARGS);
  }

  @Test
  void aModThatThrowsOnStartIsStoppedAndTheOthersGoOn() {
    start(mod("bad", ThrowsOnStart::new), mod("good", Recorder::new));
    assertThat(log).containsExactly("stop bad", "start good");
  }

  @Test
  void aModWhoseSystemCanNotBeMadeLeavesTheOthersAlone() {
    start(mod("bad", host -> throwing()), mod("good", Recorder::new));
    assertThat(log).containsExactly("start good");
  }

  @Test
  void aModThatFailsToStopDoesNotKeepTheOthersFromStopping() {
    start(mod("good", Recorder::new), mod("bad", FailsToStop::new));
    Await.get(node.run(cluster -> modHost.stop()));
    assertThat(log).containsExactly("start good", "stop good");
  }

  @Test
  void aStoppedModAnswersNoMore() {
    start(mod("good", Recorder::new));
    assertThat(reply("good", "hello")).isEqualTo(ARGS);
    Await.get(node.run(cluster -> modHost.stop()));
    assertThat(
            ((RpcException)
                    Await.failure(
                        caller.run(
                            cluster -> cluster.caller().request(2, "good", "hello", ARGS, LONG))))
                .code())
        .isEqualTo(Code.NO_PROVIDER);
  }

  @Test
  void aHandlerMayAnswerLaterByItsCallbackId() {
    start(mod("good", Recorder::new));
    assertThat(reply("good", "later")).isEqualTo(new JsonObject().put("from", 1).put("n", 1));
  }

  @Test
  void anAnswerGivenTwiceIsDroppedTheSecondTime() {
    start(mod("good", Recorder::new));
    assertThat(reply("good", "twice")).isEqualTo(new JsonObject().put("answer", 1));
    assertThat(reply("good", "hello")).isEqualTo(ARGS);
  }

  @Test
  void aHandlerThatThrowsAnswersAtOnce() {
    start(mod("good", Recorder::new));
    assertThat(failure("good", "throws").code()).isEqualTo(Code.REMOTE_ERROR);
  }

  @Test
  void aHandlerThatNeverAnswersIsATimeoutAndNoFailureOfTheMethod() {
    Logger dispatcher = (Logger) LoggerFactory.getLogger("dev.delos.cluster.RpcDispatcher");
    ListAppender<ILoggingEvent> errors = new ListAppender<>();
    errors.start();
    dispatcher.addAppender(errors);
    start(mod("good", Recorder::new));
    RpcException failure =
        (RpcException) Await.failure(caller.request("good", "never", ARGS, Duration.ofMillis(50)));
    assertThat(failure.code()).isEqualTo(Code.TIMEOUT);
    Await.get(node.run(cluster -> cluster.idle(LONG)));
    assertThat(errors.list).isEmpty();
    dispatcher.detachAppender(errors);
  }

  @Test
  void aModuleThatTheModDoesNotNameCanNotBeAnswered() {
    start(mod("bad", AnswersChess::new), mod("good", Recorder::new));
    assertThat(log).containsExactly("stop bad", "start good");
    assertThat(failure("chess", "move").code()).isEqualTo(Code.NO_PROVIDER);
  }

  @Test
  void aClientsEventIsDeliveredOnlyIfTheModDeclaresItAndItsDataAreOfThatShape() {
    start(mod("good", Recorder::new));
    JsonObject stamped = new JsonObject().put("__uid__", "ann").put("__proxyId__", 7);
    deliver(new EventName("good", "GoodClientSystem", "press"), stamped.copy().put("n", 1));
    deliver(new EventName("good", "GoodClientSystem", "press"), stamped.copy().put("n", 0));
    deliver(new EventName("good", "GoodClientSystem", "press"), stamped);
    deliver(new EventName("good", "GoodClientSystem", "hold"), new JsonObject());
    deliver(new EventName("good", "System", "press"), new JsonObject());
    deliver(new EventName("Minecraft", "Engine", "press"), new JsonObject());
    assertThat(log).containsExactly("start good", "pressed");
  }

  private void deliver(EventName name, JsonObject data) {
    Await.get(
        node.run(
            cluster -> {
              modHost.deliverFromClient(new ClientEvent(7, "player", name, data));
              return Future.succeededFuture();
            }));
  }

  private void start(LoadedMod... mods) {
    Await.get(
        node.run(
            cluster -> {
              modHost = new ModHost(vertx, cluster, Clock.systemUTC());
              return modHost
                  .start(Arrays.asList(mods), RoleSystems.service(NO_DATABASE))
                  .onSuccess(started -> cluster.up());
            }));
    caller.sees(node, NodeStatus.UP);
  }

  private JsonObject reply(String module, String method) {
    return Await.get(caller.request(module, method, ARGS, LONG));
  }

  private RpcException failure(String module, String method) {
    return (RpcException) Await.failure(caller.request(module, method, ARGS, LONG));
  }

  private static ServiceSystem throwing() {
    throw new IllegalStateException("thrown by a test");
  }

  private LoadedMod mod(String name, Function<ServiceHost, ServiceSystem> system) {
    JsonObject number = new JsonObject().put("type", "integer").put("minimum", 1);
    JsonObject press =
        new JsonObject()
            .put("additionalProperties", false)
            .put("required", new JsonArray().add("n"))
            .put("properties", new JsonObject().put("n", number));
    Mod mod =
        new Mod() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public void register(Systems systems) {
            systems.service("System", system);
            systems.client("GoodClientSystem", host -> null);
            systems.clientEvent("GoodClientSystem", "press", press);
          }
        };
    ModConfig config =
        new ModConfig(Path.of("mod.json"), name, "1.0.0", List.of(name), new JsonObject());
    return new LoadedMod(mod, config);
  }

  /** Answers a few methods, and writes down what happens to it. */
  private class Recorder extends ServiceSystem {
    Recorder(ServiceHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      log.add("start " + namespace());
      registerRpcMethodForMod(namespace(), "hello", Future::succeededFuture);
      registerRpcMethod(
          namespace(),
          "later",
          (serverId, callbackId, args) ->
              vertx.runOnContext(
                  later ->
                      responseToServer(
                          serverId,
                          callbackId,
                          new JsonObject().put("from", serverId).put("n", args.getInteger("n")))));
      registerRpcMethod(namespace(), "twice", this::answerTwice);
      registerRpcMethod(
          namespace(),
          "throws",
          (serverId, callbackId, args) -> {
            throw new IllegalStateException("thrown by a test");
          });
      registerRpcMethod(namespace(), "never", (serverId, callbackId, args) -> {});
      listenForEvent(namespace(), "GoodClientSystem", "press", data -> log.add("pressed"));
      listenForEvent(namespace(), "System", "press", data -> log.add("forged"));
      listenForEvent(engineNamespace(), engineSystemName(), "press", data -> log.add("forged"));
      return Future.succeededFuture();
    }

    private void answerTwice(int serverId, long callbackId, JsonObject args) {
      responseToServer(serverId, callbackId, new JsonObject().put("answer", 1));
      responseToServer(serverId, callbackId, new JsonObject().put("answer", 2));
    }

    @Override
    public Future<?> stop() {
      log.add("stop " + namespace());
      return Future.succeededFuture();
    }
  }

  private final class FailsToStart extends Recorder {
    FailsToStart(ServiceHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      return super.start().compose(done -> Future.failedFuture("failed by a test"));
    }
  }

  private final class ThrowsOnStart extends Recorder {
    ThrowsOnStart(ServiceHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      throw new IllegalStateException("thrown by a test");
    }
  }

  private final class FailsToStop extends Recorder {
    FailsToStop(ServiceHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      throw new IllegalStateException("thrown by a test");
    }
  }

  private final class AnswersChess extends Recorder {
    AnswersChess(ServiceHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      registerRpcMethodForMod("chess", "move", Future::succeededFuture);
      return Future.succeededFuture();
    }
  }
}
