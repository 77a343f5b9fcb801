package dev.delos.node;

import dev.delos.client.DelosClient;
import dev.delos.sdk.ServerCalls;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A player who never stops speaking, and is moved from server to server meanwhile. */
final class Traveller {
  /** Fewer than the proxy keeps for a player who is on the way. */
  private static final int MOST_UNANSWERED = 40;

  private final EdgeNetwork network;
  private final String uid;
  private final DelosClient client;
  private final String playerId;
  private int said;

  Traveller(EdgeNetwork network, String uid, int proxyId) {
    this.network = network;
    this.uid = uid;
    this.client = network.connect(uid, proxyId);
    this.playerId = network.online(uid).orElseThrow().session();
  }

  DelosClient client() {
    return client;
  }

  String playerId() {
    return playerId;
  }

  /** Says the next number, unless too many are not answered. */
  void speak() {
    if (said - heard().size() < MOST_UNANSWERED) {
      EdgeNetwork.probe(client).say(Integer.toString(++said));
    }
  }

  /** The server id and the text of each answer. */
  List<String> heard() {
    return EdgeNetwork.probe(client).heard();
  }

  boolean isAnswered() {
    return heard().size() >= said;
  }

  /** The numbers that were answered, by whichever server. */
  List<Integer> numbers() {
    return heard().stream().map(text -> Integer.valueOf(text.split(" ", -1)[1])).toList();
  }

  /** The numbers that were said. */
  List<Integer> said() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= said; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  Future<Integer> moveTo(int serverId) {
    return moveTo(serverId, new JsonObject());
  }

  /** Has the lobby where the player is ask for the move. */
  Future<Integer> moveTo(int serverId, JsonObject param) {
    return here().transferToOtherServerById(playerId, serverId, param);
  }

  ServerCalls here() {
    return network.server(network.online(uid).orElseThrow().serverId());
  }
}
