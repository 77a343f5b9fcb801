package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.OperatorCommand;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import dev.delos.sdk.spi.MasterHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    service.answer("query", body, entity);

    assertThat(await(answer)).isEqualTo(entity);
  }

  @Test
  void whatTheServiceRefusesIsToldToTheOperator() {
    Future<JsonObject> answer = master.post("/daily/query", new JsonObject());
    JsonObject args = new JsonObject().putNull("uid").putNull("week");
    service.fail("query", args, Code.BAD_REQUEST);

    assertThat(answer.cause())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("as the test says");
  }

  @Test
  void anotherFailureStaysWhatItIs() {
    Future<JsonObject> answer = master.post("/daily/query", new JsonObject().put("uid", "a"));
    service.fail("query", new JsonObject().put("uid", "a").putNull("week"), Code.NO_PROVIDER);

    assertThatThrownBy(() -> await(answer)).hasRootCauseInstanceOf(RpcException.class);
  }

  /** A master whose HTTP is a method call. */
  private static final class FakeMaster extends FakeHost implements MasterHost {
    private final Map<String, OperatorCommand> commands = new HashMap<>();

    FakeMaster() {
      super(DailyMasterSystem.NAME);
    }

    Future<JsonObject> post(String url, JsonObject body) {
      return Objects.requireNonNull(commands.get(url), url).run(body);
    }

    @Override
    public void registerHttp(String url, OperatorCommand command) {
      commands.put(url, command);
    }
  }
}
