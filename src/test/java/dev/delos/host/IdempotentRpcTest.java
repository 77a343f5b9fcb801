package dev.delos.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.cluster.TestNode;
import dev.delos.config.ModConfig;
import dev.delos.database.Migrations;
import dev.delos.database.PgDatabase;
import dev.delos.database.PoolSettings;
import dev.delos.database.TestDatabase;
import dev.delos.protocol.NodeStatus;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.Mod;
import dev.delos.sdk.Outcome;
import dev.delos.sdk.RequestKey;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An idempotent method's effect happens once, and every repeat gets its reply. */
class IdempotentRpcTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final JsonObject TEN = new JsonObject().put("amount", 10);

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase test = TestDatabase.create();
  private final PgDatabase database = connect();
  private final PgDatabase databaseOfOne = connect();
  private final AtomicInteger runs = new AtomicInteger();
  private final RequestKey key = RequestKey.fresh("alice");
  private Bank caller;
  private TestNode one;
  private TestNode other;

  @BeforeEach
  void start() {
    new Migrations(test.url(), getClass().getClassLoader()).migrate("delos", "sql/delos");
    test.execute("CREATE TABLE payment (owner text, amount int)");
    TestNode callerNode = TestNode.join(vertx, 1);
    caller = run(callerNode, "caller", List.of("caller"));
    one = TestNode.join(vertx, 2);
    other = TestNode.join(vertx, 3);
    start(one, "bank", List.of("bank"), databaseOfOne, host -> new Service(host, this));
    start(other, "bank", List.of("bank"), database, host -> new Service(host, this));
    callerNode.sees(one, NodeStatus.UP).sees(other, NodeStatus.UP);
  }

  @AfterEach
  void close() {
    Await.get(vertx.close());
    test.close();
  }

  @Test
  void aRepeatGetsTheStoredReplyAndHasNoEffect() {
    JsonObject first = Await.get(caller.pay(key, TEN, LIMIT));

    assertThat(Await.get(caller.pay(key, TEN, LIMIT))).isEqualTo(first);
    assertThat(Await.get(caller.pay(key, new JsonObject().put("amount", 99), LIMIT)))
        .isEqualTo(first);
    assertThat(runs).hasValue(1);
    assertPaid(10);
  }

  @Test
  void anotherRequestIsAnotherEffect() {
    Await.get(caller.pay(key, TEN, LIMIT));
    Await.get(caller.pay(RequestKey.fresh("alice"), TEN, LIMIT));
    assertPaid(20);
  }

  @Test
  void ofFiftyEqualRequestsAtOnceOneHasTheEffectAndAllHaveItsReply() {
    List<Future<JsonObject>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      calls.add(caller.pay(key, TEN, LIMIT));
    }
    JsonObject first = Await.get(calls.get(0));
    assertThat(calls).allSatisfy(call -> assertThat(Await.get(call)).isEqualTo(first));
    assertPaid(10);
  }

  @Test
  void aMethodThatFailsAfterItsEffectLeavesNothingAndIsAskedAgain() {
    JsonObject reply = Await.get(caller.pay(key, TEN.copy().put("failFirst", true), LIMIT));

    assertThat(reply.getInteger("run")).isEqualTo(2);
    assertPaid(10);
  }

  @Test
  void aMethodThatRepliesNullHasNoEffectAndItsOutcomeIsUnknownToItsCaller() {
    Throwable failure =
        Await.failure(caller.pay(key, TEN.copy().put("replyNull", true), Duration.ofMillis(700)));

    assertThat(((RpcException) failure).code()).isEqualTo(Code.TIMEOUT);
    assertPaid(0);
    assertThat(Await.get(caller.outcome(key)).tookEffect()).isFalse();
  }

  @Test
  void aRequestThatIsRefusedIsNotRepeated() {
    Throwable failure = Await.failure(caller.pay(key, new JsonObject().put("amount", -1), LIMIT));

    assertThat(((RpcException) failure).code()).isEqualTo(Code.BAD_REQUEST);
    assertThat(((RpcException) failure).detail()).isEqualTo("amount: found -1, allowed: 1 or more");
    assertThat(runs).hasValue(1);
    assertPaid(0);
  }

  @Test
  void aCalleeThatLeavesMeanwhileIsReplacedByAnother() {
    JsonObject slow = TEN.copy().put("hangOn", 2);
    List<Future<JsonObject>> calls = new ArrayList<>();
    List<RequestKey> keys = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      keys.add(RequestKey.fresh("player-" + i));
      calls.add(caller.pay(keys.get(i), slow, LIMIT));
    }
    Awaitility.await().untilAsserted(() -> assertThat(runs.get()).isGreaterThanOrEqualTo(8));
    // It dies with calls in it that never end: its connections break, and their transactions.
    Await.get(one.run(node -> node.leave()));
    Await.get(databaseOfOne.close());
    assertThat(calls).allSatisfy(call -> assertThat(Await.get(call).getInteger("by")).isEqualTo(3));
    assertPaid(80);
  }

  @Test
  void whatTookEffectIsTold() {
    JsonObject reply = Await.get(caller.pay(key, TEN, LIMIT));

    assertThat(Await.get(caller.outcome(key))).isEqualTo(new Outcome(Optional.of(reply)));
    assertPaid(10);
  }

  @Test
  void whatTookNoEffectUntilItIsAskedAfterNeverWill() {
    assertThat(Await.get(caller.outcome(key)).tookEffect()).isFalse();

    RpcException late = (RpcException) Await.failure(caller.pay(key, TEN, LIMIT));
    assertThat(late.code()).isEqualTo(Code.BAD_REQUEST);
    assertThat(late.detail()).contains("was given up");
    assertThat(Await.get(caller.outcome(key)).tookEffect()).isFalse();
    assertPaid(0);
  }

  @Test
  void anIdIsGoodForOneMethod() {
    Await.get(caller.pay(key, TEN, LIMIT));

    RpcException wrong = (RpcException) Await.failure(caller.refund(key, TEN));
    assertThat(wrong.code()).isEqualTo(Code.BAD_REQUEST);
    assertThat(wrong.detail()).contains("is of bank.pay, not bank.refund");
  }

  @Test
  void withoutAHostItEndsWithTheTimeAndTheReason() {
    Await.get(one.run(node -> node.leave()));
    Await.get(other.run(node -> node.leave()));
    long begin = System.nanoTime();

    Throwable failure = Await.failure(caller.pay(key, TEN, Duration.ofMillis(600)));

    assertThat(((RpcException) failure).code()).isIn(Code.NO_PROVIDER, Code.NODE_LEFT);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void oldOutcomesAreCleanedAwayAndYoungOnesStay() {
    test.execute(
        """
        INSERT INTO delos.outcome (owner, request_id, entered_at)
        SELECT 'old', gen_random_uuid(), now() - interval '2 days' FROM generate_series(1, 2500)
        """);
    Await.get(caller.pay(key, TEN, LIMIT));
    OutcomeCleaner cleaner = new OutcomeCleaner(vertx, database, Duration.ofDays(1));
    cleaner.start(Duration.ofMillis(20));

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(test.count("SELECT count(*) FROM delos.outcome WHERE owner = 'old'"))
                    .isZero());
    cleaner.stop();
    assertThat(Await.get(caller.outcome(key)).tookEffect()).isTrue();
  }

  private PgDatabase connect() {
    return Await.get(PgDatabase.connect(vertx, test.url(), PoolSettings.DEFAULTS));
  }

  private void assertPaid(int amount) {
    assertThat(test.count("SELECT coalesce(sum(amount), 0) FROM payment")).isEqualTo(amount);
  }

  private Bank run(TestNode node, String mod, List<String> modules) {
    Bank[] made = new Bank[1];
    start(
        node,
        mod,
        modules,
        database,
        host -> {
          made[0] = new Bank(host, node);
          return made[0];
        });
    return made[0];
  }

  private void start(
      TestNode node,
      String name,
      List<String> modules,
      PgDatabase ofNode,
      Function<ServiceHost, ServiceSystem> system) {
    Mod mod =
        new Mod() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public void register(Systems systems) {
            systems.service("System", system);
          }
        };
    ModConfig config = new ModConfig(Path.of("mod.json"), name, "1.0.0", modules, new JsonObject());
    Await.get(
        node.run(
            cluster ->
                new ModHost(vertx, cluster, Clock.systemUTC())
                    .start(List.of(new LoadedMod(mod, config)), RoleSystems.service(ofNode))
                    .onSuccess(started -> cluster.up())));
  }

  /** Asks the bank, on its node's context. */
  private static final class Bank extends ServiceSystem {
    private final TestNode node;

    Bank(ServiceHost host, TestNode node) {
      super(host);
      this.node = node;
    }

    Future<JsonObject> pay(RequestKey key, JsonObject args, Duration limit) {
      return node.run(cluster -> requestIdempotent("bank", "pay", key, args, limit));
    }

    Future<JsonObject> refund(RequestKey key, JsonObject args) {
      return node.run(cluster -> requestIdempotent("bank", "refund", key, args, LIMIT));
    }

    Future<Outcome> outcome(RequestKey key) {
      return node.run(cluster -> queryOutcome("bank", key, LIMIT));
    }
  }

  /** The bank itself. */
  private static final class Service extends ServiceSystem {
    private final IdempotentRpcTest test;

    Service(ServiceHost host, IdempotentRpcTest test) {
      super(host);
      this.test = test;
    }

    @Override
    public Future<?> start() {
      registerIdempotentMethod("bank", "pay", this::pay);
      registerIdempotentMethod("bank", "refund", this::pay);
      return Future.succeededFuture();
    }

    private Future<JsonObject> pay(SqlConnection transaction, RequestKey key, JsonObject args) {
      int run = test.runs.incrementAndGet();
      int amount = args.getInteger("amount");
      if (amount < 1) {
        throw new InvalidRequestException("amount: found " + amount + ", allowed: 1 or more");
      }
      return transaction
          .preparedQuery("INSERT INTO payment VALUES ($1, $2)")
          .execute(Tuple.of(key.owner(), amount))
          .compose(
              paid -> {
                if (args.getBoolean("failFirst", false) && run == 1) {
                  return Future.failedFuture("after the effect");
                }
                if (args.getBoolean("replyNull", false)) {
                  return Future.succeededFuture();
                }
                if (args.getInteger("hangOn", 0) == serverId()) {
                  return Promise.<JsonObject>promise().future();
                }
                return Future.succeededFuture(
                    new JsonObject().put("run", run).put("by", serverId()));
              });
    }
  }
}
