package dev.delos.node.server;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.RpcRequest;
import dev.delos.protocol.PlayerCalls;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Takes players from the proxies and lets them go. Of an account only the newest stay is here: an
 * older one goes first, or is not let in. What mods do about it has no deadline of the proxy's.
 */
final class PlayerEndpoint {
  private static final JsonObject NOTHING = new JsonObject();

  private final Context context;
  private final ClusterNode cluster;
  private final PlayerTable players;
  private final Places places;
  private final PlayerNews news;

  PlayerEndpoint(
      Context context, ClusterNode cluster, PlayerTable players, Places places, PlayerNews news) {
    this.context = context;
    this.cluster = cluster;
    this.players = players;
    this.places = places;
    this.news = news;
  }

  void register() {
    cluster.dispatcher().register(PlayerCalls.MODULE, PlayerCalls.RESERVE, this::reserve);
    cluster.dispatcher().register(PlayerCalls.MODULE, PlayerCalls.JOIN, this::join);
    cluster.dispatcher().register(PlayerCalls.MODULE, PlayerCalls.LEAVE, this::leave);
    cluster.dispatcher().register(PlayerCalls.MODULE, PlayerCalls.SILENCE, this::silence);
    cluster.dispatcher().register(PlayerCalls.MODULE, PlayerCalls.REBIND, this::rebind);
  }

  private Future<JsonObject> reserve(RpcRequest request) {
    checkIsUp();
    places.keep(request.args().getString("uid"));
    return Future.succeededFuture(new JsonObject());
  }

  private void checkIsUp() {
    if (!cluster.self().isUp()) {
      throw new InvalidRequestException("node " + cluster.self().serverId() + " takes no players");
    }
  }

  private Future<JsonObject> join(RpcRequest request) {
    checkIsUp();
    Seat seat = Seat.of(request.callerId(), request.args());
    Optional<Seat> known = players.seatOf(seat.player().uid());
    if (known.isPresent() && known.get().isSameAs(seat)) {
      known.get().silence(seat.silencedUntil());
      return Future.succeededFuture(new JsonObject());
    }
    if (known.isPresent() && known.get().isLaterThan(seat)) {
      throw new InvalidRequestException(
          "epoch: a later login of " + seat.player().uid() + " is here already");
    }
    places.check(seat.player().uid());
    places.release(seat.player().uid());
    known.ifPresent(players::remove);
    players.add(seat);
    cluster.load(players.size());
    // After the answer, so that the proxy knows the player before the first event to it.
    context.runOnContext(answered -> announce(known, seat));
    return Future.succeededFuture(new JsonObject());
  }

  private void announce(Optional<Seat> older, Seat seat) {
    older.ifPresent(gone -> tellGone(gone, gone.isOfTheStayOf(seat), NOTHING));
    if (players.holds(seat)) {
      seat.announced();
      news.came(seat);
    }
  }

  /** Takes effect at once, in the order of the messages; answers once the mods have been told. */
  private Future<JsonObject> leave(RpcRequest request) {
    JsonObject args = request.args();
    places.release(args.getString("uid"));
    Optional<Seat> left =
        players
            .seat(args.getString("id"))
            .filter(seat -> seat.player().proxyId() == request.callerId())
            .filter(seat -> seat.player().epoch() <= args.getLong("epoch"));
    left.ifPresent(players::remove);
    cluster.load(players.size());
    Promise<JsonObject> promise = Promise.promise();
    context.runOnContext(
        now -> told(left, args).<JsonObject>map(new JsonObject()).onComplete(promise));
    return promise.future();
  }

  private Future<Void> told(Optional<Seat> left, JsonObject args) {
    boolean isTransfer = args.getBoolean("isTransfer", false);
    JsonObject transferParam = args.getJsonObject("transferParam", NOTHING);
    return left.map(seat -> tellGone(seat, isTransfer, transferParam))
        .orElseGet(Future::succeededFuture);
  }

  /** The player is not here any more. */
  void remove(Seat seat, boolean isTransfer, JsonObject transferParam) {
    players.remove(seat);
    cluster.load(players.size());
    var unused = tellGone(seat, isTransfer, transferParam);
  }

  /** A player of whom the mods don't know comes and goes unseen. */
  private Future<Void> tellGone(Seat seat, boolean isTransfer, JsonObject transferParam) {
    return seat.isAnnounced()
        ? news.went(seat, isTransfer, transferParam)
        : Future.succeededFuture();
  }

  /** Takes effect at once: what was sent to the old proxy goes before the answer. */
  private Future<JsonObject> rebind(RpcRequest request) {
    int proxyId = request.args().getInteger("proxyId");
    long epoch = request.args().getLong("epoch");
    Seat seat =
        players
            .seat(request.args().getString("id"))
            .filter(found -> found.player().epoch() < epoch)
            .filter(
                found ->
                    request.callerId() == proxyId || request.callerId() == found.player().proxyId())
            .orElseThrow(() -> new InvalidRequestException("id: no such player is here"));
    players.remove(seat);
    players.add(seat.at(proxyId, epoch));
    return Future.succeededFuture(new JsonObject());
  }

  private Future<JsonObject> silence(RpcRequest request) {
    long until = request.args().getLong("silencedUntil", 0L);
    Optional<Seat> seat = players.seatOf(request.args().getString("uid", ""));
    seat.ifPresent(found -> found.silence(until));
    return Future.succeededFuture(new JsonObject().put("found", seat.isPresent()));
  }
}
