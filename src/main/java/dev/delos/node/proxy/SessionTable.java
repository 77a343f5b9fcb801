package dev.delos.node.proxy;

import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.ClientsEvent.Audience;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.Limits;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of this proxy: a player is a row here. Belongs to the proxy's context. */
final class SessionTable {
  private static final Logger log = LoggerFactory.getLogger(SessionTable.class);

  private final Map<String, ClientSession> sessions = new HashMap<>();

  void add(ClientSession session) {
    sessions.put(session.playerId(), session);
  }

  void remove(ClientSession session) {
    sessions.remove(session.playerId());
  }

  int size() {
    return sessions.size();
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
      return players.playerIds().stream().map(sessions::get).filter(Objects::nonNull).toList();
    }
    if (to instanceof ClientsEvent.AccountHolder holder) {
      return sessions.values().stream().filter(s -> s.uid().equals(holder.uid())).toList();
    }
    return List.copyOf(sessions.values());
  }

  /** Closes the connections of a lobby's players. */
  void closeOn(int serverId, CloseCode code, String message) {
    List.copyOf(sessions.values()).stream()
        .filter(session -> session.serverId() == serverId)
        .forEach(session -> session.close(code, message));
  }

  /** Closes the connection of a player whom the lobby doesn't hold. */
  void closeUnknown(String playerId) {
    ClientSession session = sessions.get(playerId);
    if (session != null) {
      session.close(CloseCode.NO_SERVER, "the lobby does not hold this player");
    }
  }

  void pingAll() {
    sessions.values().forEach(ClientSession::ping);
  }

  void closeAll(CloseCode code, String message) {
    List.copyOf(sessions.values()).forEach(session -> session.close(code, message));
  }
}
