package dev.delos.processes;

import dev.delos.Await;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;

/** A port that others are told in place of a process's own: what goes through it can be cut off. */
final class Relay {
  private final NetClient client;
  private final int target;
  private final NetServer server;
  private final List<NetSocket> sockets = new ArrayList<>();
  private final List<NetSocket> waiting = new ArrayList<>();
  private boolean cut;

  private Relay(Vertx vertx, int target) {
    this.client = vertx.createNetClient();
    this.target = target;
    this.server = vertx.createNetServer().connectHandler(this::connected);
  }

  /** Forwards to that port of this machine. */
  static Relay to(Vertx vertx, int target) {
    Relay relay = new Relay(vertx, target);
    Await.get(relay.server.listen(0, "127.0.0.1"));
    return relay;
  }

  int port() {
    return server.actualPort();
  }

  /** Nothing gets through any more, nor is anything closed: as when a cable is pulled. */
  synchronized void cut() {
    cut = true;
    sockets.forEach(NetSocket::pause);
  }

  /** All that waited gets through. */
  synchronized void heal() {
    cut = false;
    sockets.forEach(NetSocket::resume);
    waiting.forEach(this::connect);
    waiting.clear();
  }

  private synchronized void connected(NetSocket from) {
    from.pause();
    if (cut) {
      waiting.add(from);
    } else {
      connect(from);
    }
  }

  private void connect(NetSocket from) {
    client
        .connect(target, "127.0.0.1")
        .onSuccess(to -> join(from, to))
        .onFailure(refused -> from.close().onComplete(closed -> {}));
  }

  private synchronized void join(NetSocket from, NetSocket to) {
    to.pause();
    pass(from, to);
    pass(to, from);
    sockets.add(from);
    sockets.add(to);
    if (!cut) {
      from.resume();
      to.resume();
    }
  }

  private void pass(NetSocket from, NetSocket to) {
    from.handler(data -> to.write(data).onFailure(gone -> {}));
    from.closeHandler(
        closed -> {
          forget(from);
          to.close().onComplete(done -> {});
        });
  }

  private synchronized void forget(NetSocket socket) {
    sockets.remove(socket);
  }
}
