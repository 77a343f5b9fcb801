package dev.delos.protocol;

import dev.delos.protocol.ClientsEvent.Audience;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@link ClientsEvent} as a proxy gets it: the text of the event is passed on as it is.
 *
 * @param tail as {@link FrameCodec#eventTail} has it
 */
public record ClientsText(Audience to, String tail) {
  private static final byte EVERYBODY = 0;
  private static final byte ACCOUNT_HOLDER = 1;
  private static final byte PLAYERS = 2;

  /** Bytes that a player takes at a guess. */
  private static final int PLAYER = 48;

  /** As bytes: for whom, in one byte, and who they are; then the text. */
  public Buffer encode() {
    if (to instanceof ClientsEvent.Players players) {
      Buffer buffer = Buffer.buffer(PLAYER * (1 + players.epochs().size()) + tail.length());
      buffer.appendByte(PLAYERS).appendInt(players.epochs().size());
      players.epochs().forEach((id, epoch) -> Wire.appendText(buffer, id).appendLong(epoch));
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
    Map<String, Long> epochs = new LinkedHashMap<>(2 * count);
    int position = Byte.BYTES + Integer.BYTES;
    for (int i = 0; i < count; i++) {
      String id = Wire.text(buffer, position);
      position = Wire.afterText(buffer, position);
      epochs.put(id, buffer.getLong(position));
      position += Long.BYTES;
    }
    return new ClientsText(new ClientsEvent.Players(epochs), Wire.text(buffer, position));
  }
}
