package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.NamedOperatorCommand;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import dev.delos.sdk.spi.MasterHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DailyMasterSystemTest {
  private final ScriptedService service = new ScriptedService();
  private final FakeMaster master = new FakeMaster();

  @BeforeEach
  void start() {
    master.rpc = service;
    assertThat(new DailyMasterSystem(master).start().succeeded()).isTrue();
  }

  @Test
  void aQueryIsAskedOfTheServiceAndItsReplyIsTheEntity() {
    JsonObject body = new JsonObject().put("uid", "guest:alice").put("week", "2026-11-23");
    JsonObject entity = new JsonObject().put("claims", "…");

    Future<JsonObject> answer = master.post("/daily/query", body);
    service.answer("query", body.copy().putNull("activity"), entity);

    assertThat(await(answer)).isEqualTo(entity);
  }

  @Test
  void whatTheServiceRefusesIsToldToTheOperator() {
    Future<JsonObject> answer = master.post("/daily/query", new JsonObject());
    JsonObject args = new JsonObject().putNull("uid").putNull("activity").putNull("week");
    service.fail("query", args, Code.BAD_REQUEST);

    assertThat(answer.cause())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("as the test says");
  }

  @Test
  void anotherFailureStaysWhatItIs() {
    Future<JsonObject> answer = master.post("/daily/query", new JsonObject().put("uid", "a"));
    JsonObject args = new JsonObject().put("uid", "a").putNull("activity").putNull("week");
    service.fail("query", args, Code.NO_PROVIDER);

    assertThatThrownBy(() -> await(answer)).hasRootCauseInstanceOf(RpcException.class);
  }

  @Test
  void aCorrectionIsAskedForWithTheOperatorsNameAndRequestId() {
    String id = "123e4567-e89b-12d3-a456-426614174000";
    JsonObject args =
        new JsonObject().put("item", "coin").put("count", -5).put("reason", "paid by mistake");
    JsonObject body = args.copy().put("uid", "guest:alice").put("requestId", id);
    JsonObject entity = new JsonObject().put("inventory", "…");

    Future<JsonObject> answer = master.post("/daily/correct", body);
    service.answer("correct", request(stamped(args)).put("requestId", id), entity);

    assertThat(await(answer)).isEqualTo(entity);
  }

  @Test
  void aCorrectionWithoutARequestIdGetsOne() {
    JsonObject args = new JsonObject().put("item", "coin").put("count", 5).put("reason", "sorry");

    Future<JsonObject> answer =
        master.post("/daily/correct", args.copy().put("uid", "guest:alice"));
    service.fail("correct", request(stamped(args)), Code.TIMEOUT);
    String first = service.lastRequestId();
    service.answer("correct", request(stamped(args)), new JsonObject());

    assertThat(service.lastRequestId()).isEqualTo(first);
    assertThat(await(answer)).isEqualTo(new JsonObject());
  }

  @Test
  void aDetachIsAskedOfTheService() {
    JsonObject body = new JsonObject().put("before", "2026-01-01").put("dryRun", true);

    Future<JsonObject> answer = master.post("/daily/detach", body);
    service.answer("detach", body, new JsonObject().put("wouldDetach", "…"));

    assertThat(await(answer)).isEqualTo(new JsonObject().put("wouldDetach", "…"));
  }

  @Test
  void theMistakesOfAPlanAreToldWithoutAService() {
    JsonObject plan = PlanSamples.coins(7).put("resetHour", 24);

    Future<JsonObject> answer =
        master.post("/daily/plan/check", new JsonObject().put("plan", plan));

    assertThat(await(answer).getJsonArray("mistakes").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("path", "resetHour")
                .put("found", "24")
                .put("allowed", "an hour of the day, 0 to 23"));
  }

  @Test
  void aPlanIsOrderedWithTheOperatorsRequestId() {
    String id = "123e4567-e89b-12d3-a456-426614174000";
    JsonObject args =
        new JsonObject()
            .putNull("activity")
            .put("plan", PlanSamples.coins(7))
            .put("reason", "winter");

    Future<JsonObject> answer = master.post("/daily/plan/put", args.copy().put("requestId", id));
    JsonObject entity = new JsonObject().put("version", 1);
    service.answer(
        "plan.put",
        new JsonObject().put("owner", "daily").put("args", stamped(args)).put("requestId", id),
        entity);

    assertThat(await(answer)).isEqualTo(entity);
  }

  @Test
  void aDryRunIsNoOrder() {
    JsonObject args =
        new JsonObject()
            .putNull("activity")
            .put("version", 1)
            .putNull("at")
            .put("day", "2026-12-01")
            .putNull("reason");

    Future<JsonObject> answer =
        master.post("/daily/plan/activate", args.copy().put("dryRun", true));
    service.answer(
        "plan.activate.dry",
        new JsonObject().put("owner", "daily").put("args", stamped(args)),
        new JsonObject().put("number", 1));

    assertThat(await(answer)).isEqualTo(new JsonObject().put("number", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dryrun", "operator", "order"})
  void aKeyThatTheCommandDoesNotHaveIsRefused(String key) {
    JsonObject body = new JsonObject().put("day", "2026-12-01").put("reason", "a test");

    assertThatThrownBy(() -> master.post("/daily/excuse", body.put(key, true)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "key: found \"%s\", allowed: activity, day, excused, reason, requestId, dryRun", key);
    assertThatThrownBy(() -> master.post("/daily/query", new JsonObject().put(key, 1)))
        .hasMessage("key: found \"%s\", allowed: uid, activity, week", key);
    assertThat(service.isIdle()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/daily/grant", "/daily/tokens/give", "/daily/compensate"})
  void whatGivesNeedsAnIdByWhichItCanBeRepeated(String path) {
    assertThatThrownBy(() -> master.post(path, new JsonObject().put("reason", "a test")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("requestId: found nothing, allowed: a UUID of your own");
    assertThat(service.isIdle()).isTrue();
  }

  @Test
  void aRequestIdThatWasUsedForAnotherOrderIsRefused() {
    JsonObject args = new JsonObject().put("item", "coin").put("count", 5).put("reason", "sorry");
    String other = UUID.randomUUID().toString();

    Future<JsonObject> answer =
        master.post("/daily/correct", args.copy().put("uid", "guest:alice"));
    service.answer("correct", request(stamped(args)), new JsonObject().put("order", other));

    assertThat(answer.cause())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageEndingWith("allowed: one that was not used for another order");
  }

  @Test
  void aRepeatOfTheSameOrderGetsTheFirstOnesReply() {
    JsonObject args = new JsonObject().put("item", "coin").put("count", 5).put("reason", "sorry");
    JsonObject reply = new JsonObject().put("order", stamped(args).getString("order"));

    Future<JsonObject> answer =
        master.post("/daily/correct", args.copy().put("uid", "guest:alice"));
    service.answer("correct", request(stamped(args)), reply.put("inventory", "…"));

    assertThat(await(answer)).isEqualTo(new JsonObject().put("inventory", "…"));
  }

  /** With what the master says of an order: who, and which. */
  private static JsonObject stamped(JsonObject args) {
    UUID order = UUID.nameUUIDFromBytes(args.toBuffer().getBytes());
    return args.copy().put("operator", "olga").put("order", order.toString());
  }

  private static JsonObject request(JsonObject args) {
    return new JsonObject().put("owner", "guest:alice").put("args", args);
  }

  /** A master whose HTTP is a method call. */
  private static final class FakeMaster extends FakeHost implements MasterHost {
    private final Map<String, NamedOperatorCommand> commands = new HashMap<>();

    FakeMaster() {
      super(DailyMasterSystem.NAME);
    }

    Future<JsonObject> post(String url, JsonObject body) {
      return Objects.requireNonNull(commands.get(url), url).run("olga", body);
    }

    @Override
    public void registerHttp(String url, NamedOperatorCommand command) {
      commands.put(url, command);
    }
  }
}
