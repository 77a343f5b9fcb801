package dev.delos.node.proxy;

import dev.delos.config.SessionConfig;
import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.ClientsEvent.Audience;
import dev.delos.protocol.ClientsEvent.Held;
import dev.delos.protocol.ClientsText;
import dev.delos.protocol.Limits;
import dev.delos.protocol.PlayerKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of this proxy: a player is a row here, until the stay has ended. Belongs to the
 * proxy's context.
 */
final class SessionTable {
  private static final Logger log = LoggerFactory.getLogger(SessionTable.class);

  /** What a session that waits for its client counts beside its events. */
  private static final int WAITING_BYTES = 1024;

  private static final Audience NOBODY = new ClientsEvent.Players(List.of());

  private final Vertx vertx;
  private final SessionConfig config;
  private final KeptBytes kept;
  private final Passing passing;
  private final BiConsumer<Integer, ClientsText> forward;

  /** In the order in which they came, as they lie in memory: a broadcast goes through it all. */
  private final Map<UUID, Session> sessions = new LinkedHashMap<>();

  /** Those of an account; more than one only while an older one ends. */
  private final Map<String, List<Session>> byUid = new HashMap<>();

  /** Those without a connection, the one that waits longest first. */
  private final Set<Session> waiting = new LinkedHashSet<>();

  /**
   * An empty one.
   *
   * @param forward sends an event to another proxy, by its server id
   */
  SessionTable(Vertx vertx, SessionConfig config, BiConsumer<Integer, ClientsText> forward) {
    this.forward = forward;
    this.vertx = vertx;
    this.config = config;
    this.kept = new KeptBytes(config.keptBytes());
    this.passing = new Passing(vertx, kept);
  }

  Vertx vertx() {
    return vertx;
  }

  SessionConfig config() {
    return config;
  }

  Passing passing() {
    return passing;
  }

  KeptBytes kept() {
    return kept;
  }

  void add(Session session) {
    sessions.put(PlayerKey.of(session.id()), session);
    passing.isHere(session.uid());
    byUid.computeIfAbsent(session.uid(), uid -> new ArrayList<>(1)).add(session);
  }

  void remove(Session session) {
    sessions.remove(PlayerKey.of(session.id()), session);
    byUid.computeIfPresent(
        session.uid(),
        (uid, ofAccount) -> {
          ofAccount.remove(session);
          return ofAccount.isEmpty() ? null : ofAccount;
        });
  }

  /** A session has no connection any more. */
  void waits(Session session) {
    if (waiting.add(session)) {
      kept.add(WAITING_BYTES);
    }
    relieve(NOBODY);
  }

  void waitsNoMore(Session session) {
    if (waiting.remove(session)) {
      kept.add(-WAITING_BYTES);
    }
  }

  boolean isEmpty() {
    return sessions.isEmpty();
  }

  /** All of them, those that begin or end included; a copy. */
  List<Session> all() {
    return List.copyOf(sessions.values());
  }

  /** Those of an account, those that begin or end included; a copy. */
  List<Session> ofAccount(String uid) {
    return List.copyOf(byUid.getOrDefault(uid, List.of()));
  }

  Optional<Session> find(String playerId) {
    return Optional.ofNullable(sessions.get(PlayerKey.of(playerId)));
  }

  /** The players on a lobby. */
  List<Stay> on(int serverId) {
    return sessions.values().stream()
        .map(Session::stay)
        .filter(stay -> stay.serverId() == serverId)
        .toList();
  }

  /** Passes an event on to those of its clients that are still here. */
  void deliver(ClientsText event) {
    EventText text = EventText.of(event.tail());
    if (text.bytes() > Limits.MAX_SERVER_FRAME_BYTES - Limits.EVENT_HEAD_BYTES) {
      log.error(
          "{}... is larger than {} bytes: dropped",
          event.tail().substring(0, Limits.MAX_NAME_LENGTH),
          Limits.MAX_SERVER_FRAME_BYTES);
      return;
    }
    eachReceiver(event.to(), session -> session.deliver(text));
    relieve(event.to());
    passOn(event, text);
  }

  /** For those whose sessions come here, or have gone elsewhere. */
  private void passOn(ClientsText event, EventText text) {
    if (event.to() instanceof ClientsEvent.Players players) {
      passing.keep(players.held(), text);
    } else if (event.to() instanceof ClientsEvent.AccountHolder holder) {
      passing.whereTo(holder.uid()).ifPresent(proxyId -> forward.accept(proxyId, event));
    }
  }

  /** In one go, while what belongs to a session is at hand: there may be ten thousand. */
  private void eachReceiver(Audience to, Consumer<Session> action) {
    if (to instanceof ClientsEvent.Players players) {
      players.held().forEach(player -> ifHeld(player, action));
    } else if (to instanceof ClientsEvent.AccountHolder holder) {
      ofAccount(holder.uid()).forEach(action);
    } else {
      all().forEach(action);
    }
  }

  /** For the player's session, if the server that says so still holds the player. */
  private void ifHeld(Held player, Consumer<Session> action) {
    Session session = sessions.get(player.key());
    if (session != null && session.stay().isHeldUnder(player.epoch())) {
      action.accept(session);
    }
  }

  /** Too much is kept: who waits longest goes first, then what was sent to these is given up. */
  private void relieve(Audience to) {
    while (kept.isOver() && !waiting.isEmpty()) {
      Session longest = waiting.iterator().next();
      log.warn("too much is kept for clients: {} is not waited for any more", longest);
      var unused = longest.end();
    }
    if (kept.isOver()) {
      eachReceiver(to, Session::shed);
    }
  }

  /** Tells clients which of their events were taken. */
  void tellReceived() {
    sessions.values().forEach(Session::tellReceived);
  }

  /** Ends all; succeeds once no player of them is on a lobby, or limits are over. */
  Future<Void> endAll() {
    return Future.join(all().stream().map(Session::end).toList()).mapEmpty();
  }
}
