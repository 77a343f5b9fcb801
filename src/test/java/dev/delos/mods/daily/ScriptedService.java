package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A service that answers what the test says, when the test says it. */
final class ScriptedService implements FakeHost.Rpc {
  private final Deque<Call> calls = new ArrayDeque<>();

  private String lastRequestId = "";

  private record Call(
      String method, JsonObject args, Duration timeout, Promise<JsonObject> answer) {}

  @Override
  public Future<JsonObject> send(String module, String method, JsonObject args, Duration timeout) {
    assertThat(module).isEqualTo("daily_service");
    Promise<JsonObject> answer = Promise.promise();
    calls.add(new Call(method, args, timeout, answer));
    return answer.future();
  }

  /** Answers the oldest open request, which must be this one; its id is any if none is given. */
  void answer(String method, JsonObject args, JsonObject reply) {
    expect(method, args).complete(reply);
  }

  void fail(String method, JsonObject args, RpcException.Code code) {
    expect(method, args).fail(new RpcException(code, "as the test says"));
  }

  boolean isIdle() {
    return calls.isEmpty();
  }

  /** Of the last request that a test answered without saying which id it expects. */
  String lastRequestId() {
    return lastRequestId;
  }

  Duration nextTimeout() {
    return calls.getFirst().timeout();
  }

  private Promise<JsonObject> expect(String method, JsonObject args) {
    assertThat(calls).as("open requests").isNotEmpty();
    Call call = calls.removeFirst();
    assertThat(call.method()).isEqualTo(method);
    JsonObject asked = call.args();
    if (!args.containsKey("requestId")) {
      @Nullable Object id = asked.remove("requestId");
      lastRequestId = id == null ? lastRequestId : id.toString();
    }
    assertThat(asked).isEqualTo(args);
    return call.answer();
  }
}
