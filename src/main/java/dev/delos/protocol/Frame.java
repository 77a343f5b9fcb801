package dev.delos.protocol;

import io.vertx.core.json.JsonObject;

/**
 * A JSON text frame between a client and its proxy, as docs/PROTOCOL.md has them. {@link
 * FrameCodec} reads and writes them.
 */
public sealed interface Frame {
  /** What a client may send. */
  sealed interface FromClient extends Frame {}

  /** What a proxy sends. */
  sealed interface FromProxy extends Frame {}

  /** The client's first frame: who it is. */
  record Hello(int version, String token) implements FromClient {}

  /**
   * An event to the lobby or game that holds the player, or to a service.
   *
   * @param serverId the service, or {@link #OWN_SERVER}
   */
  record Notify(EventName name, JsonObject data, int serverId) implements FromClient {
    /** To the lobby or game that holds the player. */
    public static final int OWN_SERVER = 0;

    /** Whether it is for a service. */
    public boolean isToService() {
      return serverId != OWN_SERVER;
    }
  }

  /** The player is on a lobby or game; events may flow. */
  record Welcome(int version, String playerId, String uid, String name) implements FromProxy {}

  /** An event to the client. */
  record Event(EventName name, JsonObject data) implements FromProxy {}

  /** A frame of the client was refused; the connection goes on. */
  record Fault(ErrorCode code, String message) implements FromProxy {}

  /** The sender closes the connection now. From a client, the code is ignored. */
  record Bye(String code, String message) implements FromClient, FromProxy {}
}
