package dev.delos.node.master;

import static dev.delos.node.master.MasterBench.UNAWARE;
import static dev.delos.node.master.TestMaster.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.Await;
import dev.delos.node.master.TestMaster.Told;
import dev.delos.protocol.NodeCalls;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every command is written down before it runs, and none runs twice. */
class AuditTest {
  private static MasterBench bench;
  private static TestMaster master;
  private static FakeNode lobby;

  @BeforeAll
  static void start() {
    bench = new MasterBench();
    lobby = FakeNode.join(bench.vertx, 2001, "lobby", "lobby");
    lobby.does(node -> node.commands(List.of("/lobby/count", "/lobby/wait")));
    master = bench.start(9001, UNAWARE);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void aRowSaysWhoDidWhatFromWhereAndWhatCameOfIt() {
    master.run("/player/unban", "uid", "guest:row");
    JsonObject row = rows("uid", "guest:row", "command", "/player/unban").getJsonObject(0);
    assertThat(row.getString("operator")).isEqualTo("alice");
    assertThat(row.getString("command")).isEqualTo("/player/unban");
    assertThat(row.getJsonObject("body")).isEqualTo(body("uid", "guest:row"));
    assertThat(row.getString("remote")).isEqualTo("127.0.0.1");
    assertThat(row.getInteger("master")).isEqualTo(9001);
    assertThat(row.getLong("lease")).isEqualTo(1);
    assertThat(row.getInteger("code")).isEqualTo(1);
    assertThat(row.getString("message")).isEqualTo("success");
    assertThat(row.getString("startedAt")).isLessThanOrEqualTo(row.getString("finishedAt"));
  }

  @Test
  void anotherOperatorIsCalledByTheirOwnName() {
    Told told =
        master.send(
            "/player/unban",
            body("uid", "guest:bob").encode(),
            Map.of("Authorization", "Bearer " + MasterBench.OTHER_TOKEN));
    assertThat(told.code()).isEqualTo(1);
    assertThat(bench.audits("operator = 'bob' AND uid = 'guest:bob'")).isEqualTo(1);
    assertThat(rows("operator", "bob", "command", "/player/unban").size()).isEqualTo(1);
  }

  @Test
  void whoShowsNoOperatorsTokenIsRefused() {
    long before = bench.audits("true");
    Told told = master.send("/online/count", "{}", Map.of("Authorization", "Bearer nobody"));
    assertThat(told.code()).isEqualTo(401);
    assertThat(bench.audits("true")).isEqualTo(before);
  }

  @Test
  void aCommandThatIsRefusedIsWrittenDownToo() {
    assertThat(master.run("/player/unban", "uid", "guest:odd", "x", 1).code()).isEqualTo(400);
    assertThat(bench.audits("uid = 'guest:odd' AND code = 400")).isEqualTo(1);
  }

  @Test
  void aLongBodyIsWrittenDownShortened() {
    String text = "x".repeat(100_000);
    assertThat(master.run("/player/unban", "uid", "guest:long", "text", text).code())
        .isEqualTo(400);
    JsonObject row = rows("uid", "guest:long", "command", "/player/unban").getJsonObject(0);
    assertThat(row.getJsonObject("body"))
        .isEqualTo(
            body(
                "uid",
                "guest:long",
                "text",
                body(
                    "shortened",
                    "\"" + text.substring(0, 99) + "…",
                    "bytes",
                    100_002,
                    "sha256",
                    "55bb3c98333f4f20aa23ec49458f604541b9b5413cdf3b90ad17ceae5653b036")));
  }

  @Test
  void aRepeatWithALongBodyIsKnownByIt() {
    count();
    String text = "x".repeat(100_000);
    Told first = master.runWithKey("long", "/lobby/count", "text", text);
    assertThat(master.runWithKey("long", "/lobby/count", "text", text)).isEqualTo(first);
    assertThat(lobby.asked(NodeCalls.COMMAND)).hasSize(1);
    assertThat(master.runWithKey("long", "/lobby/count", "text", text + "x").code()).isEqualTo(409);
  }

  @Test
  void bodiesOfAMebibyteAreTakenAndLargerOnesAreNot() {
    count();
    int most = 1024 * 1024 - "{\"text\":\"\"}".length();
    assertThat(master.run("/lobby/count", "text", "x".repeat(most)).code()).isEqualTo(1);
    assertThat(lobby.asked(NodeCalls.COMMAND).get(0).getJsonObject("body").getString("text"))
        .hasSize(most);
    Told told = master.run("/lobby/count", "text", "x".repeat(most + 1));
    assertThat(told.status()).isEqualTo(413);
    assertThat(told.message()).isEqualTo("the body is too large, allowed: 1048576 bytes");
  }

  @Test
  void aLongRefusalIsToldInFull() {
    String refusal = "milestones[0].at: found \"x\", allowed: a count\n".repeat(2_000);
    lobby.answersLater(
        NodeCalls.MODULE,
        NodeCalls.COMMAND,
        request -> Future.failedFuture(new InvalidRequestException(refusal)));
    Told told = master.run("/lobby/count");
    assertThat(told.entity().getJsonObject("2001").getString("message")).isEqualTo(refusal);
  }

  @Test
  void secretsAreNotWrittenDown() {
    master.run("/player/unban", "uid", "guest:s", "apiToken", "hunter2", "a", body("Password", 1));
    assertThat(bench.audits("body::text LIKE '%hunter2%'")).isZero();
    assertThat(
            rows("uid", "guest:s", "command", "/player/unban")
                .getJsonObject(0)
                .getJsonObject("body"))
        .isEqualTo(body("uid", "guest:s", "apiToken", "***", "a", body("Password", "***")));
  }

  @Test
  void aRepeatWithTheSameKeyGetsTheSameAnswerAndDoesNotRunAgain() {
    count();
    Told first = master.runWithKey("key-1", "/lobby/count", "n", 1);
    Told again = master.runWithKey("key-1", "/lobby/count", "n", 1);
    assertThat(first.code()).isEqualTo(1);
    assertThat(again).isEqualTo(first);
    assertThat(lobby.asked(NodeCalls.COMMAND)).hasSize(1);
    Told other = master.runWithKey("key-1", "/lobby/count", "n", 2);
    assertThat(other.code()).isEqualTo(409);
    assertThat(other.message()).contains("was used for another command");
    assertThat(lobby.asked(NodeCalls.COMMAND)).hasSize(1);
  }

  @Test
  void anotherOperatorsKeyIsAnotherKey() {
    count();
    assertThat(master.runWithKey("key-2", "/lobby/count").code()).isEqualTo(1);
    Map<String, String> bob =
        Map.of("Authorization", "Bearer " + MasterBench.OTHER_TOKEN, "Idempotency-Key", "key-2");
    assertThat(master.send("/lobby/count", "{}", bob).code()).isEqualTo(1);
    assertThat(lobby.asked(NodeCalls.COMMAND)).hasSize(2);
  }

  private static void count() {
    lobby.answers(NodeCalls.MODULE, NodeCalls.COMMAND, args -> new JsonObject());
    lobby.asked(NodeCalls.COMMAND).clear();
  }

  @Test
  void aCommandWhoseMasterDiedIsNotRunAgainAndTheOperatorIsTold() {
    bench.test.execute(
        "INSERT INTO delos.audit"
            + " (operator, command, body, remote, master, lease, idempotency_key)"
            + " VALUES ('alice', '/player/unban', '{\"uid\":\"guest:x\"}', '', 9002, 0, 'dead')");
    Told told = master.runWithKey("dead", "/player/unban", "uid", "guest:x");
    assertThat(told.status()).isEqualTo(409);
    assertThat(told.message()).contains("the outcome of this command is unknown", "master 9002");
    assertThat(bench.test.count("SELECT count(*) FROM delos.sanction WHERE uid = 'guest:x'"))
        .isZero();
  }

  @Test
  void aSlowCommandGoesOnAndItsRowIsCompletedWhenItEnds() {
    Promise<Told> second = Promise.promise();
    Promise<JsonObject> reply = Promise.promise();
    lobby.answersLater(NodeCalls.MODULE, NodeCalls.COMMAND, request -> reply.future());
    Thread repeat =
        new Thread(
            () -> {
              Awaitility.await().until(() -> bench.audits("idempotency_key = 'slow'") == 1);
              second.complete(master.runWithKey("slow", "/lobby/wait"));
              reply.complete(new JsonObject());
            });
    repeat.start();
    assertThat(master.runWithKey("slow", "/lobby/wait").code()).isEqualTo(1);
    assertThat(Await.get(second.future()).message()).contains("still runs");
  }

  @Test
  void aCommandThatTakesTooLongGoesOnAndItsRowSaysHowItEnded() {
    try (MasterBench impatient = new MasterBench()) {
      Promise<JsonObject> reply = Promise.promise();
      FakeNode.join(impatient.vertx, 2001, "lobby", "lobby")
          .does(node -> node.commands(List.of("/lobby/wait")))
          .answersLater(NodeCalls.MODULE, NodeCalls.COMMAND, request -> reply.future());
      Told told = impatient.start(9001, MasterBench.IMPATIENT).run("/lobby/wait");
      assertThat(told.status()).isEqualTo(504);
      assertThat(told.message())
          .isEqualTo("the command takes more than 200 ms and goes on: see audit row 1");
      assertThat(impatient.audits("finished_at IS NULL")).isEqualTo(1);
      reply.complete(new JsonObject());
      Awaitility.await().until(() -> impatient.audits("code = 1") == 1);
    }
  }

  @Test
  void aKeyOfTheWrongFormIsRefused() {
    Told told = master.runWithKey("a b", "/online/count");
    assertThat(told.code()).isEqualTo(400);
    assertThat(told.message()).startsWith("Idempotency-Key: allowed: ");
  }

  @Test
  void aCommandThatCanNotBeWrittenDownIsNotRun() {
    bench.test.execute("ALTER TABLE delos.audit RENAME TO away");
    try {
      Told told = master.run("/player/ban", "uid", "guest:unseen", "minutes", 1);
      assertThat(told.status()).isEqualTo(503);
      assertThat(told.message()).contains("was not run");
    } finally {
      bench.test.execute("ALTER TABLE delos.away RENAME TO audit");
    }
    assertThat(bench.test.count("SELECT count(*) FROM delos.sanction WHERE uid = 'guest:unseen'"))
        .isZero();
  }

  @Test
  void theTableIsKeptAsItWasWritten() {
    master.run("/online/count");
    for (String sql :
        new String[] {
          "DELETE FROM delos.audit",
          "TRUNCATE delos.audit",
          "UPDATE delos.audit SET code = 2 WHERE finished_at IS NOT NULL"
        }) {
      assertThatThrownBy(() -> bench.test.execute(sql))
          .rootCause()
          .hasMessageContaining("kept as it was written");
    }
  }

  @Test
  void theTableIsReadByTimeAndLimit() {
    master.run("/player/find", "uid", "guest:t");
    master.run("/player/find", "uid", "guest:t");
    assertThat(rows("command", "/player/find", "uid", "guest:t")).hasSize(2);
    assertThat(rows("command", "/player/find", "uid", "guest:t", "limit", 1)).hasSize(1);
    assertThat(rows("command", "/player/find", "uid", "guest:t", "from", "2999-01-01T00:00:00Z"))
        .isEmpty();
    assertThat(rows("command", "/player/find", "uid", "guest:t", "to", "2000-01-01T00:00:00Z"))
        .isEmpty();
    assertThat(master.run("/audit/query", "limit", 0).message())
        .isEqualTo("limit: found 0, allowed: a number of rows, 1 to 1000");
    assertThat(master.run("/audit/query", "from", "today").message())
        .startsWith("from: found \"today\", allowed: a moment in UTC such as 2026-");
  }

  @Test
  void anyTextInABodyCanBeWrittenDown() {
    assertThat(master.run("/player/find", "uid", "a\0b").code()).isEqualTo(400);
    assertThat(master.runWithKey("nul", "/lobby/count", "text", "\0'\"\\").code())
        .isNotEqualTo(503);
  }

  private static JsonArray rows(Object... members) {
    Told told = master.run("/audit/query", members);
    assertThat(told.code()).as(told.message()).isEqualTo(1);
    return told.entity().getJsonArray("rows");
  }
}
