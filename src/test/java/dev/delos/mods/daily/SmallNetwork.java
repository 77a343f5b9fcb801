package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.Player;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Clients, lobbies and one service on a real database, all on one context, with calls in place of
 * the network. It loses requests and replies when told to.
 */
final class SmallNetwork {
  private final Context context;
  private final List<String> lostRequests = new ArrayList<>();
  private final List<String> lostReplies = new ArrayList<>();
  private final FakeService service;

  SmallNetwork(SettableClock clock, DailyDatabase database) {
    context = database.vertx().getOrCreateContext();
    service = FakeService.start(Samples.config(), clock, database, context);
  }

  /** The next request of that method never reaches the service. */
  void loseRequest(String method) {
    lostRequests.add(method);
  }

  /** The next request of that method runs, and its caller never learns. */
  void loseReply(String method) {
    lostReplies.add(method);
  }

  /** Logs a player in on a lobby of its own. */
  DailyClientSystem login(String uid) {
    FakeLobby lobby = new FakeLobby();
    lobby.rpc = this::request;
    Player player = new Player(UUID.randomUUID().toString(), uid, "somebody", 1);
    FakeClient host =
        new FakeClient(
            (event, data) -> context.runOnContext(go -> lobby.fromClient(player, event, data)));
    lobby.toClient = sent -> host.fromServer(sent.event(), sent.data());
    DailyClientSystem client = new DailyClientSystem(host);
    assertThat(client.start().succeeded()).isTrue();
    assertThat(new DailyServerSystem(lobby).start().succeeded()).isTrue();
    context.runOnContext(go -> lobby.enter(player));
    return client;
  }

  private Future<JsonObject> request(
      String module, String method, JsonObject args, Duration timeout) {
    if (lostRequests.remove(method)) {
      return Future.failedFuture(new RpcException(Code.TIMEOUT, "the request was lost"));
    }
    boolean lost = lostReplies.remove(method);
    return service
        .send(module, method, args, timeout)
        .compose(
            reply ->
                lost
                    ? Future.failedFuture(new RpcException(Code.TIMEOUT, "the reply was lost"))
                    : Future.succeededFuture(reply));
  }
}
