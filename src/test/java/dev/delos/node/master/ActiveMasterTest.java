package dev.delos.node.master;

import static dev.delos.node.master.MasterBench.QUICK;
import static dev.delos.node.master.MasterBench.UNAWARE;
import static dev.delos.node.master.TestMaster.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.delos.cluster.Sanction;
import dev.delos.protocol.MasterCalls;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.LoginStrategy;
import dev.delos.sdk.MasterSystem;
import dev.delos.sdk.Mod;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.MasterHost;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a master does when it becomes active, and while it is. */
class ActiveMasterTest {
  private static final Sanction STALE =
      new Sanction(Instant.parse("9999-01-01T00:00:00Z"), Instant.EPOCH, "stale");

  private final MasterBench bench = new MasterBench();
  private FakeNode proxy;

  @BeforeEach
  void join() {
    proxy = FakeNode.join(bench.vertx, 1001, "proxy", "proxy");
    proxy.answers(SessionCalls.MODULE, SessionCalls.CLOSE, args -> body("closed", true));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void itBringsTheClusterToWhatTheDatabaseSays() {
    insertBan("guest:banned", "now() + interval '1 hour'");
    insertBan("guest:over", "now() - interval '1 hour'");
    bench.test.execute("INSERT INTO delos.maintenance (message, lease) VALUES ('later', 1)");
    proxy.run(node -> node.entryRules().sanction("guest:stale", STALE));
    bench.start(9001, UNAWARE);
    assertThat(sanction("guest:banned").reason()).isEqualTo("cheats");
    assertThat(sanction("guest:banned").isBanned(Instant.now())).isTrue();
    assertThat(sanction("guest:over")).isEqualTo(Sanction.NONE);
    assertThat(sanction("guest:stale")).isEqualTo(Sanction.NONE);
    Optional<String> maintenance = proxy.run(node -> node.entryRules().maintenance());
    assertThat(maintenance).contains("later");
  }

  @Test
  void itMendsWhatTheClusterGotWrongMeanwhile() {
    TestMaster master = bench.start(9001, QUICK);
    master.run("/player/ban", "uid", "guest:banned", "minutes", 5);
    proxy.run(node -> node.entryRules().sanction("guest:banned", Sanction.NONE));
    proxy.run(node -> node.entryRules().sanction("guest:stale", STALE));
    Awaitility.await()
        .until(
            () ->
                sanction("guest:banned").isBanned(Instant.now())
                    && sanction("guest:stale").equals(Sanction.NONE));
  }

  @Test
  void theSessionsOfAProxyThatDiedStayForOtherProxiesToTake() {
    bench.start(9001, QUICK);
    FakeNode dying = FakeNode.join(bench.vertx, 1002, "proxy", "proxy");
    dying.login("guest:on", 2001);
    dying.leave();
    Awaitility.await()
        .during(Duration.ofMillis(500))
        .until(() -> proxy.run(node -> node.presence().entry("guest:on")).isPresent());
  }

  @Test
  void itClosesTheConnectionsOfThoseWhoAreBanned() {
    insertBan("guest:banned", "now() + interval '1 hour'");
    proxy.login("guest:banned", 2001);
    proxy.login("guest:good", 2001);
    bench.start(9001, QUICK);
    Awaitility.await().until(() -> !proxy.asked(SessionCalls.CLOSE).isEmpty());
    assertThat(proxy.asked(SessionCalls.CLOSE))
        .allSatisfy(
            args -> {
              assertThat(args.getString("uid")).isEqualTo("guest:banned");
              assertThat(args.getString("code")).isEqualTo("BANNED");
              assertThat(args.getString("message")).startsWith("banned until ").endsWith("cheats");
            });
  }

  @Test
  void aLoginStrategyIsAskedWithTheLobbiesThatAreUp() {
    FakeNode.join(bench.vertx, 2001, "lobby", "lobby").does(node -> node.load(3));
    FakeNode.join(bench.vertx, 2002, "lobby", "vip");
    FakeNode.join(bench.vertx, 2003, "game", "arena");
    FakeNode.join(bench.vertx, 2004, "lobby", "lobby").does(node -> node.drain());
    Promise<String> asked = Promise.promise();
    start(
        (uid, name, lobbies) -> {
          asked.tryComplete(
              uid + " " + name + " " + lobbies.stream().map(l -> l.serverId()).sorted().toList());
          return Future.succeededFuture(2002);
        });
    assertThat(pick()).isEqualTo(body("serverId", 2002));
    assertThat(asked.future().result()).isEqualTo("guest:a A [2001, 2002]");
  }

  @Test
  void aStrategyThatPicksNoLobbyOrFailsOrIsLateIsRefused() {
    FakeNode.join(bench.vertx, 2001, "lobby", "lobby");
    Promise<Integer> never = Promise.promise();
    List<LoginStrategy> strategies =
        List.of(
            (uid, name, lobbies) -> Future.succeededFuture(42),
            (uid, name, lobbies) -> Future.succeededFuture(null),
            (uid, name, lobbies) -> Future.failedFuture("failed by a test"),
            (uid, name, lobbies) -> never.future());
    for (LoginStrategy strategy : strategies) {
      TestMaster master = start(strategy);
      Throwable failure = catchThrowable(this::pick);
      assertThat(failure).isInstanceOf(RpcException.class);
      assertThat(((RpcException) failure).code())
          .isIn(RpcException.Code.REMOTE_ERROR, RpcException.Code.TIMEOUT);
      master.stop();
    }
  }

  @Test
  void aModsCommandMayEndOnAnyThread() {
    TestMaster master = start((uid, name, lobbies) -> Future.succeededFuture(0));
    assertThat(master.run("/strategy/thread", "x", 1).entity()).isEqualTo(body("x", 1));
    assertThat(bench.audits("command = '/strategy/thread' AND code = 1")).isEqualTo(1);
  }

  @Test
  void aModsCommandIsToldWhoTheOperatorIsAndNotByTheBody() {
    TestMaster master = start((uid, name, lobbies) -> Future.succeededFuture(0));
    assertThat(master.run("/strategy/who", "operator", "bob", "told", "bob").entity())
        .isEqualTo(body("operator", "bob", "told", "alice"));
  }

  @Test
  void withoutAStrategyNobodyIsAsked() {
    bench.start(9001, QUICK);
    assertThat(
            proxy.<Boolean>run(
                node ->
                    Future.succeededFuture(
                        node.directory()
                            .nodes()
                            .anyMatch(n -> n.modules().contains(MasterCalls.LOGIN_MODULE)))))
        .isFalse();
  }

  private TestMaster start(LoginStrategy strategy) {
    return bench.start(9001, QUICK, bench.database, List.of(new StrategyMod(strategy)));
  }

  private JsonObject pick() {
    return proxy.run(
        node ->
            node.caller()
                .request(
                    MasterCalls.LOGIN_MODULE,
                    MasterCalls.PICK,
                    body("uid", "guest:a", "name", "A"),
                    Duration.ofSeconds(2)));
  }

  private Sanction sanction(String uid) {
    return proxy.run(node -> node.entryRules().sanction(uid));
  }

  private void insertBan(String uid, String until) {
    bench.test.execute(
        "INSERT INTO delos.sanction (uid, banned_until, ban_reason, lease) VALUES ('"
            + uid
            + "', "
            + until
            + ", 'cheats', 1)");
  }

  /** A mod that decides where players go. */
  private record StrategyMod(LoginStrategy strategy) implements Mod {
    @Override
    public String name() {
      return "strategy";
    }

    @Override
    public void register(Systems systems) {
      systems.master("StrategyMasterSystem", host -> new StrategyMasterSystem(host, strategy));
    }
  }

  /** Adds a strategy and a command. */
  private static final class StrategyMasterSystem extends MasterSystem {
    private final LoginStrategy strategy;

    StrategyMasterSystem(MasterHost host, LoginStrategy strategy) {
      super(host);
      this.strategy = strategy;
    }

    private static Future<JsonObject> onAnotherThread(JsonObject body) {
      Promise<JsonObject> promise = Promise.promise();
      new Thread(() -> promise.complete(body)).start();
      return promise.future();
    }

    private static Future<JsonObject> who(String operator, JsonObject body) {
      return Future.succeededFuture(body.copy().put("told", operator));
    }

    @Override
    public Future<?> start() {
      setLoginStrategy(strategy);
      registerMasterHttp("/strategy/thread", StrategyMasterSystem::onAnotherThread);
      registerMasterHttp("/strategy/who", StrategyMasterSystem::who);
      return Future.succeededFuture();
    }
  }
}
