package dev.delos.protocol;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JSON text frame between a client and its proxy, as docs/PROTOCOL.md has them. {@link
 * FrameCodec} reads and writes them.
 */
public sealed interface Frame {
  /** In place of the number of an event: it has none. The first one's is 1. */
  long NO_SEQ = 0;

  /** What a client may send. */
  sealed interface FromClient extends Frame {}

  /** What a proxy sends. */
  sealed interface FromProxy extends Frame {}

  /**
   * The client's first frame: who it is.
   *
   * @param resume the session that it wants to go on with
   */
  record Hello(int version, String token, Optional<Resume> resume) implements FromClient {
    public Hello(int version, String token) {
      this(version, token, Optional.empty());
    }
  }

  /**
   * A session that a client wants to go on with.
   *
   * @param id as {@code welcome} told it
   * @param seq the last event that the client has handled, {@link #NO_SEQ} for none
   */
  record Resume(String id, long seq) {}

  /**
   * An event to the lobby or game that holds the player, or to a service.
   *
   * @param serverId the service, or {@link #OWN_SERVER}
   * @param seq the client's number for it, or {@link #NO_SEQ}
   */
  record Notify(EventName name, JsonObject data, int serverId, long seq) implements FromClient {
    /** To the lobby or game that holds the player. */
    public static final int OWN_SERVER = 0;

    public Notify(EventName name, JsonObject data, int serverId) {
      this(name, data, serverId, NO_SEQ);
    }

    /** Whether it is for a service. */
    public boolean isToService() {
      return serverId != OWN_SERVER;
    }

    public Notify withSeq(long number) {
      return new Notify(name, data, serverId, number);
    }
  }

  /** All events up to that number have arrived: from a client have been handled. */
  record Ack(long seq) implements FromClient, FromProxy {}

  /** The player is on a lobby or game; events may flow. */
  record Welcome(int version, String playerId, String uid, String name, Standing standing)
      implements FromProxy {}

  /**
   * Where a session stands when its client comes in.
   *
   * @param resumed whether an earlier one goes on
   * @param seq the number of the last event before those that follow
   * @param received the number of the client's last event that the proxy took; empty where that is
   *     not known any more
   * @param resumeSeconds how long the session waits for its client; 0 if it doesn't
   * @param loss only for a client that asked to resume
   */
  record Standing(
      boolean resumed, long seq, OptionalLong received, int resumeSeconds, Optional<Loss> loss) {
    /** As a proxy has it that knows of no resuming. */
    public static final Standing UNKNOWN =
        new Standing(false, NO_SEQ, OptionalLong.empty(), 0, Optional.empty());
  }

  /**
   * An event to the client.
   *
   * @param seq its number in the session
   */
  record Event(EventName name, JsonObject data, long seq) implements FromProxy {}

  /** A frame of the client was refused; the connection goes on. */
  record Fault(ErrorCode code, String message) implements FromProxy {}

  /** The sender closes the connection now. From a client, the code is ignored. */
  record Bye(String code, String message) implements FromClient, FromProxy {}
}
