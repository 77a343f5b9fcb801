package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.Player;
import dev.delos.sdk.RequestKey;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Clients, lobbies and one service on a real database, all on one context, with calls in place of
 * the network. It loses requests and replies when told to.
 */
final class SmallNetwork {
  private final Context context;
  private final List<String> lostRequests = new ArrayList<>();
  private final List<String> lostReplies = new ArrayList<>();
  private final Map<DailyClientSystem, Connection> connections = new HashMap<>();
  private final FakeService service;

  private record Connection(Player player, FakeClient host, AtomicReference<FakeLobby> lobby) {}

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
    Player player = new Player(UUID.randomUUID().toString(), uid, "somebody", 1, 1);
    AtomicReference<FakeLobby> lobby = new AtomicReference<>();
    FakeClient host =
        new FakeClient(
            (event, data) ->
                context.runOnContext(go -> lobby.get().fromClient(player, event, data)));
    DailyClientSystem client = new DailyClientSystem(host);
    assertThat(client.start().succeeded()).isTrue();
    connections.put(client, new Connection(player, host, lobby));
    moveToAnotherLobby(client);
    return client;
  }

  /** The player's proxy hands it to a lobby that knows nothing of what happened before. */
  void moveToAnotherLobby(DailyClientSystem client) {
    Connection connection = Objects.requireNonNull(connections.get(client));
    FakeLobby lobby = new FakeLobby();
    lobby.rpc = this::request;
    lobby.toClient = sent -> connection.host().fromServer(sent.event(), sent.data());
    assertThat(new DailyServerSystem(lobby).start().succeeded()).isTrue();
    connection.lobby().set(lobby);
    context.runOnContext(go -> lobby.enter(connection.player()));
  }

  /** An operator gives items, or takes them. */
  void correct(String uid, String item, int count) {
    JsonObject args =
        new JsonObject().put("item", item).put("count", count).put("reason", "a test");
    assertThat(await(service.call("correct", RequestKey.fresh(uid), args))).isNotEmpty();
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
