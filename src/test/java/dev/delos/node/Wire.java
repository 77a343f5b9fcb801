package dev.delos.node;

import dev.delos.Await;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A way to a proxy that a test can break. */
public final class Wire {
  private final URI target;
  private final NetClient client;
  private final NetServer server;
  private final List<NetSocket> sockets = new ArrayList<>();

  public Wire(Vertx vertx, URI target) {
    this.target = target;
    this.client = vertx.createNetClient();
    this.server = vertx.createNetServer().connectHandler(this::connected);
    Await.get(server.listen(0, "127.0.0.1"));
  }

  public URI url() {
    return URI.create("ws://127.0.0.1:" + server.actualPort() + target.getPath());
  }

  /** Breaks what is connected now. */
  public synchronized void snap() {
    List.copyOf(sockets).forEach(Wire::close);
    sockets.clear();
  }

  /** Lets nothing through any more, and closes nothing. */
  public synchronized void freeze() {
    sockets.forEach(NetSocket::pause);
    sockets.clear();
  }

  private void connected(NetSocket from) {
    from.pause();
    client
        .connect(target.getPort(), target.getHost())
        .onSuccess(to -> join(from, to))
        .onFailure(refused -> close(from));
  }

  private synchronized void join(NetSocket from, NetSocket to) {
    pass(from, to);
    pass(to, from);
    sockets.add(from);
    sockets.add(to);
    from.resume();
  }

  private static void pass(NetSocket from, NetSocket to) {
    from.handler(data -> to.write(data).onFailure(gone -> {}));
    from.closeHandler(closed -> close(to));
  }

  private static void close(NetSocket socket) {
    socket.close().onFailure(gone -> {});
  }
}
