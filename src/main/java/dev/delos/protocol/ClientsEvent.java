package dev.delos.protocol;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** An event for clients of one proxy, as its sender has it. */
public record ClientsEvent(Audience to, EventName name, JsonObject data) {
  /** Which clients of the proxy. */
  public sealed interface Audience {}

  /**
   * Players, as the lobby or game that sends it holds them: the proxy drops it for one whom that
   * server holds no more.
   *
   * @param held each once, in any order; not changed any more
   */
  public record Players(List<Held> held) implements Audience {
    public Players {
      held = Collections.unmodifiableList(held);
    }
  }

  /**
   * A player.
   *
   * @param key see {@link PlayerKey}
   * @param epoch under which the player came to the server
   */
  public record Held(UUID key, long epoch) {}

  /** The player of an account. */
  public record AccountHolder(String uid) implements Audience {}

  /** All that the proxy holds. */
  public enum Everybody implements Audience {
    EVERYBODY
  }

  /** As bytes; throws what {@link JsonObject#toBuffer} does. */
  public Buffer encode() {
    return new ClientsText(to, FrameCodec.eventTail(name, data)).encode();
  }
}
