package dev.delos.edge;

import dev.delos.Await;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A TCP proxy of this machine, whose connections can be cut, stalled and delayed. */
public final class Breaker implements AutoCloseable {
  private final Vertx vertx;
  private final NetClient client;
  private final NetServer server;
  private final int target;
  private final List<Line> lines = new ArrayList<>();

  private Breaker(Vertx vertx, int target) {
    this.vertx = vertx;
    this.client = vertx.createNetClient();
    this.target = target;
    this.server = vertx.createNetServer().connectHandler(this::connected);
  }

  /** Forwards to that port of this machine, from a free one. */
  public static Breaker to(Vertx vertx, int target) {
    Breaker breaker = new Breaker(vertx, target);
    Await.get(breaker.server.listen(0, "127.0.0.1"));
    return breaker;
  }

  public int port() {
    return server.actualPort();
  }

  /** The connections of this moment, in the order in which they came. */
  synchronized List<Line> lines() {
    return List.copyOf(lines);
  }

  /** One of them; the same seed picks the same of as many. */
  Optional<Line> any(Random random) {
    List<Line> open = lines();
    return open.isEmpty() ? Optional.empty() : Optional.of(open.get(random.nextInt(open.size())));
  }

  void cutAll() {
    lines().forEach(Line::cut);
  }

  void stallAll() {
    lines().forEach(Line::stall);
  }

  void resumeAll() {
    lines().forEach(Line::resume);
  }

  void delayAll(Duration delay) {
    lines().forEach(line -> line.delay(delay));
  }

  private void connected(NetSocket near) {
    near.pause();
    client
        .connect(target, "127.0.0.1")
        .onSuccess(far -> join(near, far))
        .onFailure(refused -> near.close().onComplete(closed -> {}));
  }

  private synchronized void join(NetSocket near, NetSocket far) {
    Line line = new Line(vertx, near, far);
    lines.add(line);
    near.resume();
    line.ended().onComplete(gone -> forget(line));
  }

  private synchronized void forget(Line line) {
    lines.remove(line);
  }

  @Override
  public void close() {
    cutAll();
    Await.get(server.close());
    Await.get(client.close());
  }
}
