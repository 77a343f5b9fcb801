package dev.delos.node.proxy;

import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.ClientsEvent.Audience;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.Limits;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of this proxy: a player is a row here, until the stay has ended. Belongs to the
 * proxy's context.
 */
final class SessionTable {
  private static final Logger log = LoggerFactory.getLogger(SessionTable.class);

  private final Map<String, ClientSession> sessions = new HashMap<>();

  /** Those of an account; more than one only while an older one ends. */
  private final Map<String, List<ClientSession>> byUid = new HashMap<>();

  void add(ClientSession session) {
    sessions.put(session.playerId(), session);
  }

  /** The account of a connection is known from now on. */
  void identified(ClientSession session) {
    byUid.computeIfAbsent(uid(session), uid -> new ArrayList<>(1)).add(session);
  }

  void remove(ClientSession session) {
    sessions.remove(session.playerId());
    if (session.stay() != null) {
      byUid.computeIfPresent(
          uid(session),
          (uid, ofAccount) -> {
            ofAccount.remove(session);
            return ofAccount.isEmpty() ? null : ofAccount;
          });
    }
  }

  private static String uid(ClientSession session) {
    return Objects.requireNonNull(session.stay()).account().uid();
  }

  int size() {
    return sessions.size();
  }

  /** All connections, be they players' or not yet; a copy. */
  List<ClientSession> all() {
    return List.copyOf(sessions.values());
  }

  /** The connections of an account, those that end included; a copy. */
  List<ClientSession> ofAccount(String uid) {
    return List.copyOf(byUid.getOrDefault(uid, List.of()));
  }

  Optional<ClientSession> find(String playerId) {
    return Optional.ofNullable(sessions.get(playerId));
  }

  /** The players on a lobby. */
  List<Stay> on(int serverId) {
    return sessions.values().stream()
        .map(ClientSession::stay)
        .filter(Objects::nonNull)
        .filter(stay -> stay.serverId() == serverId)
        .toList();
  }

  /** Passes an event on to those of its clients that are still here, encoded once for all. */
  void deliver(ClientsEvent event) {
    String frame = FrameCodec.encode(new Frame.Event(event.name(), event.data()));
    if (Buffer.buffer(frame).length() > Limits.MAX_SERVER_FRAME_BYTES) {
      log.error("{} is larger than {} bytes: dropped", event.name(), Limits.MAX_SERVER_FRAME_BYTES);
      return;
    }
    receivers(event.to()).forEach(session -> session.deliver(frame));
  }

  private List<ClientSession> receivers(Audience to) {
    if (to instanceof ClientsEvent.Players players) {
      return players.epochs().entrySet().stream()
          .map(held -> heldUnder(held.getKey(), held.getValue()))
          .filter(Objects::nonNull)
          .toList();
    }
    return to instanceof ClientsEvent.AccountHolder holder ? ofAccount(holder.uid()) : all();
  }

  /** The player's connection, if the server that says so still holds the player. */
  private @Nullable ClientSession heldUnder(String playerId, long epoch) {
    ClientSession session = sessions.get(playerId);
    Stay stay = session == null ? null : session.stay();
    return stay != null && stay.isHeldUnder(epoch) ? session : null;
  }

  void pingAll() {
    sessions.values().forEach(ClientSession::ping);
  }

  /** Closes all connections; succeeds once no player of them is on a lobby, or limits are over. */
  Future<Void> closeAll(CloseCode code, String message) {
    return Future.join(all().stream().map(session -> session.close(code, message)).toList())
        .mapEmpty();
  }
}
