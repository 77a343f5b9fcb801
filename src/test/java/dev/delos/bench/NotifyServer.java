package dev.delos.bench;

import dev.delos.protocol.EventName;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A WebSocket server with nothing behind it: welcomes whoever comes, and writes the frames that a
 * proxy would write for {@link NotifyMod}.
 */
final class NotifyServer extends AbstractVerticle {
  private static final String WELCOME =
      FrameCodec.encode(
          new Frame.Welcome(
              1,
              "cba9b12c-e8d1-471e-8d40-64421e6a945e",
              "guest:alice",
              "Alice",
              new Frame.Standing(false, 0, OptionalLong.of(0), 60, Optional.empty())));
  private static final EventName MARKER =
      new EventName(NotifyMod.NAME, NotifyMod.SERVER, NotifyMod.MARKER);

  private final List<ServerWebSocket> sockets = new ArrayList<>();
  private long seq;

  private NotifyServer() {}

  public static void main(String[] args) {
    Vertx.vertx().deployVerticle(new NotifyServer()).onFailure(Throwable::printStackTrace);
  }

  @Override
  public void start() {
    BareServer.listen(
        vertx,
        socket -> {
          sockets.add(socket);
          socket.textMessageHandler(text -> asked(socket, text));
        });
  }

  private void asked(ServerWebSocket by, String text) {
    if (text.contains("\"hello\"")) {
      write(List.of(by), WELCOME);
    } else if (text.contains("\"" + NotifyMod.ONE + "\"")) {
      write(List.of(by), marker());
    } else if (text.contains("\"" + NotifyMod.ALL + "\"")) {
      write(sockets, marker());
    }
  }

  private String marker() {
    return FrameCodec.encode(new Frame.Event(MARKER, NotifyMod.data(), ++seq));
  }

  private static void write(List<ServerWebSocket> to, String text) {
    to.forEach(socket -> socket.writeTextMessage(text).onFailure(Throwable::printStackTrace));
  }
}
