package dev.delos.node.master;

import static dev.delos.node.master.MasterBench.UNAWARE;
import static dev.delos.node.master.TestMaster.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.node.master.TestMaster.Told;
import dev.delos.protocol.NodeCalls;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that nodes' systems answer. */
class ForwardingTest {
  private static final String PATH = "/bag/query";

  private static MasterBench bench;
  private static TestMaster master;
  private static FakeNode one;
  private static FakeNode two;
  private static FakeNode game;
  private static FakeNode without;

  @BeforeAll
  static void start() {
    bench = new MasterBench();
    FakeNode.join(bench.vertx, 1001, "proxy", "proxy").login("guest:a", 2002);
    one = FakeNode.join(bench.vertx, 2001, "lobby", "lobby");
    two = FakeNode.join(bench.vertx, 2002, "lobby", "lobby");
    game = FakeNode.join(bench.vertx, 2003, "game", "arena");
    without = FakeNode.join(bench.vertx, 2004, "lobby", "lobby");
    List.of(one, two, game).forEach(node -> node.does(n -> n.commands(List.of(PATH))));
    master = bench.start(9001, UNAWARE);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @BeforeEach
  void answer() {
    for (FakeNode node : List.of(one, two, game, without)) {
      node.asked(NodeCalls.COMMAND).clear();
      node.answers(NodeCalls.MODULE, NodeCalls.COMMAND, args -> body("got", args));
    }
  }

  @Test
  void withoutASelectionEveryNodeThatHasTheCommandIsAsked() {
    Told told = master.run(PATH, "x", 1);
    assertThat(told.code()).isEqualTo(1);
    assertThat(told.entity().fieldNames()).containsExactly("2001", "2002", "2003");
    assertThat(told.entity().getJsonObject("2001"))
        .isEqualTo(
            body(
                "code",
                1,
                "message",
                "success",
                "entity",
                body("got", body("url", PATH, "body", body("x", 1)))));
  }

  @Test
  void theNodeOfAPlayerIsAskedAndToldWhomItIsAbout() {
    assertThat(master.run(PATH, "opUid", "guest:a").entity().fieldNames()).containsExactly("2002");
    assertThat(two.asked(NodeCalls.COMMAND))
        .containsExactly(body("url", PATH, "body", body("opUid", "guest:a")));
    Told offline = master.run(PATH, "opUid", "guest:off");
    assertThat(offline.status()).isEqualTo(404);
    assertThat(offline.message()).isEqualTo("player guest:off is not online");
  }

  @Test
  void theNodesOfATypeAreAskedWithoutTheSelection() {
    assertThat(master.run(PATH, "opServerType", "lobby", "x", 1).entity().fieldNames())
        .containsExactly("2001", "2002");
    assertThat(one.asked(NodeCalls.COMMAND))
        .containsExactly(body("url", PATH, "body", body("x", 1)));
    Told none = master.run(PATH, "opServerType", "chess");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.message()).isEqualTo("no node of type chess has the command /bag/query");
  }

  @Test
  void theNodesThatAreNamedAreAskedAndOneWithoutTheCommandSaysSo() {
    assertThat(master.run(PATH, "opServerIds", ids(2003, 2001)).entity().fieldNames())
        .containsExactly("2001", "2003");
    Told partly = master.run(PATH, "opServerIds", ids(2001, 2004, 7));
    assertThat(partly.status()).isEqualTo(207);
    assertThat(partly.code()).isEqualTo(207);
    assertThat(partly.message()).isEqualTo("1 of 3 nodes succeeded");
    assertThat(partly.entity().getJsonObject("2004"))
        .isEqualTo(refusal(404, "node 2004 has no command /bag/query"));
    assertThat(partly.entity().getJsonObject("7")).isEqualTo(refusal(404, "no node 7"));
    assertThat(without.asked(NodeCalls.COMMAND)).isEmpty();
  }

  @Test
  void aNodeThatDoesNotAnswerGetsItsCodeAndTheOthersTheirs() {
    two.answersLater(
        NodeCalls.MODULE, NodeCalls.COMMAND, request -> Promise.<JsonObject>promise().future());
    Told told = master.run(PATH);
    assertThat(told.code()).isEqualTo(207);
    assertThat(told.message()).isEqualTo("2 of 3 nodes succeeded");
    assertThat(told.entity().getJsonObject("2001").getInteger("code")).isEqualTo(1);
    assertThat(told.entity().getJsonObject("2002").getInteger("code")).isEqualTo(504);
  }

  @Test
  void whenAllNodesRefuseAlikeTheirCodeIsTheAnswers() {
    for (FakeNode node : List.of(one, two, game)) {
      node.answers(
          NodeCalls.MODULE,
          NodeCalls.COMMAND,
          args -> {
            throw new InvalidRequestException("x: found nothing, allowed: a number");
          });
    }
    Told told = master.run(PATH);
    assertThat(told.status()).isEqualTo(400);
    assertThat(told.message()).isEqualTo("0 of 3 nodes succeeded");
    assertThat(told.entity().getJsonObject("2001"))
        .isEqualTo(refusal(400, "x: found nothing, allowed: a number"));
    two.answers(
        NodeCalls.MODULE,
        NodeCalls.COMMAND,
        args -> {
          throw new IllegalStateException("thrown by a test");
        });
    assertThat(master.run(PATH).status()).isEqualTo(502);
  }

  @Test
  void aWrongSelectionIsRefused() {
    assertThat(master.run(PATH, "opUid", "a", "opServerType", "lobby").message())
        .isEqualTo("found opUid and opServerType, allowed: one of them");
    assertThat(master.run(PATH, "opServerIds", 2001).message())
        .isEqualTo("opServerIds: found 2001, allowed: a list of 1 to 1000 different nodes' ids");
    assertThat(master.run(PATH, "opServerIds", ids(2001, 2001)).status()).isEqualTo(400);
    assertThat(master.run(PATH, "opServerIds", ids()).status()).isEqualTo(400);
  }

  @Test
  void aCommandThatNobodyHasIsUnknown() {
    Told told = master.run("/bag/qery");
    assertThat(told.status()).isEqualTo(404);
    assertThat(told.message())
        .startsWith("no command /bag/qery, allowed: /audit/query, /bag/query, ");
  }

  private static JsonArray ids(int... ids) {
    JsonArray array = new JsonArray();
    for (int id : ids) {
      array.add(id);
    }
    return array;
  }

  private static JsonObject refusal(int code, String message) {
    return body("code", code, "message", message).putNull("entity");
  }
}
