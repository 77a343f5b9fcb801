package dev.delos.protocol;

import dev.delos.protocol.ClientsEvent.Audience;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A {@link ClientsEvent} as a proxy gets it: the text of the event is passed on as it is.
 *
 * @param tail as {@link FrameCodec#eventTail} has it
 */
public record ClientsText(Audience to, String tail) {
  private static final byte EVERYBODY = 0;
  private static final byte ACCOUNT_HOLDER = 1;
  private static final byte PLAYERS = 2;

  private static final int PLAYER_BYTES = 3 * Long.BYTES;

  /** As bytes: for whom, in one byte, and who they are; then the text. */
  public Buffer encode() {
    if (to instanceof ClientsEvent.Players players) {
      int count = players.held().size();
      Buffer buffer = Buffer.buffer(PLAYER_BYTES * (1 + count) + tail.length());
      buffer.appendByte(PLAYERS).appendInt(count);
      for (ClientsEvent.Held player : players.held()) {
        buffer
            .appendLong(player.key().getMostSignificantBits())
            .appendLong(player.key().getLeastSignificantBits())
            .appendLong(player.epoch());
      }
      return Wire.appendText(buffer, tail);
    }
    if (to instanceof ClientsEvent.AccountHolder holder) {
      Buffer buffer = Buffer.buffer().appendByte(ACCOUNT_HOLDER);
      return Wire.appendText(Wire.appendText(buffer, holder.uid()), tail);
    }
    return Wire.appendText(Buffer.buffer().appendByte(EVERYBODY), tail);
  }

  /** Reads what {@link #encode} wrote. */
  public static ClientsText decode(Buffer buffer) {
    return switch (buffer.getByte(0)) {
      case PLAYERS -> toPlayers(buffer);
      case ACCOUNT_HOLDER ->
          new ClientsText(
              new ClientsEvent.AccountHolder(Wire.text(buffer, Byte.BYTES)),
              Wire.text(buffer, Wire.afterText(buffer, Byte.BYTES)));
      case EVERYBODY ->
          new ClientsText(ClientsEvent.Everybody.EVERYBODY, Wire.text(buffer, Byte.BYTES));
      default -> throw new IllegalArgumentException("an audience of a later version");
    };
  }

  private static ClientsText toPlayers(Buffer buffer) {
    int count = buffer.getInt(Byte.BYTES);
    List<ClientsEvent.Held> held = new ArrayList<>(count);
    int position = Byte.BYTES + Integer.BYTES;
    for (int i = 0; i < count; i++) {
      UUID key = new UUID(buffer.getLong(position), buffer.getLong(position + Long.BYTES));
      held.add(new ClientsEvent.Held(key, buffer.getLong(position + 2 * Long.BYTES)));
      position += PLAYER_BYTES;
    }
    return new ClientsText(new ClientsEvent.Players(held), Wire.text(buffer, position));
  }
}
