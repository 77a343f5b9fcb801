package dev.delos.bench;

import dev.delos.Await;
import dev.delos.cluster.TestCluster;
import dev.delos.cluster.TestNode;
import dev.delos.config.SessionConfig;
import dev.delos.node.EdgeNetwork;
import dev.delos.protocol.NodeStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * A proxy and a lobby in a member of a cluster, another member, and players: each has logged in and
 * has lost the connection, so that proxy and lobby hold them, and a session costs no socket. One
 * more member comes as a process, without players, and is killed.
 */
final class CrowdedNetwork implements AutoCloseable {
  private static final int PROXY = 1001;
  private static final int LOBBY = 2001;
  private static final int MORTAL = 1999;
  private static final int AT_ONCE = 50;

  /** Longer than two deaths must be apart, lest the nodes take them for one. */
  private static final Duration APART = Duration.ofSeconds(31);

  /** Within it all has been looked at that a death has nodes look at. */
  private static final Duration WINDOW = Duration.ofSeconds(5);

  private final Path directory;
  private final TestCluster cluster;
  private final EdgeNetwork edge;
  private final WebSocketClient clients;
  private int players;
  private int deaths;
  private long nextDeath = System.nanoTime() + APART.toNanos();

  /**
   * What a death cost the others, above what they do while nothing happens.
   *
   * @param operations on the presence
   */
  record Death(double cpuMillis, long operations) {}

  CrowdedNetwork(Path directory) {
    this.directory = directory;
    this.cluster = new TestCluster(directory);
    Vertx vertx = cluster.join();
    this.edge =
        new EdgeNetwork(vertx)
            .proxy(
                PROXY, new SessionConfig(Duration.ofHours(1), Duration.ofSeconds(20), 128L << 20))
            .lobby(LOBBY);
    TestNode other = TestNode.join(cluster.join(), 3001);
    edge.observer().sees(other, NodeStatus.STARTING);
    this.clients =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(2 * AT_ONCE));
  }

  void fillTo(int count) {
    while (players < count) {
      Await.get(
          Future.all(IntStream.range(players, players + AT_ONCE).mapToObj(this::logIn).toList()));
      players += AT_ONCE;
    }
  }

  private Future<Void> logIn(int player) {
    var url = edge.url(PROXY);
    return clients
        .connect(url.getPort(), url.getHost(), url.getPath())
        .compose(socket -> logIn(socket, edge.token("player" + player)));
  }

  private static Future<Void> logIn(WebSocket socket, String token) {
    Promise<Void> cut = Promise.promise();
    socket.textMessageHandler(
        welcome -> {
          var unused = ((WebSocketInternal) socket).channelHandlerContext().close();
        });
    socket.closeHandler(cut::complete);
    JsonObject hello = new JsonObject().put("op", "hello").put("version", 1).put("token", token);
    return socket.writeTextMessage(hello.encode()).compose(said -> cut.future());
  }

  /** A process without players comes, and is killed. */
  Death death() throws IOException {
    Path home = Files.createDirectory(directory.resolve("mortal" + ++deaths));
    String settings = directory.resolve("cluster.yaml").toString();
    try (Jvm mortal = Jvm.run(home, "out", FailoverCallee.class, settings, "" + MORTAL, "proxy")) {
      edge.awaitSeen(MORTAL);
      Duration settling = Duration.ofNanos(nextDeath - System.nanoTime()).minus(WINDOW);
      var unusedWait = Work.waitFor(edge.vertx(), settling);
      Work quiet = Work.of(0, () -> operations(() -> {}));
      Work death = Work.of(0, () -> operations(mortal::close));
      nextDeath = System.nanoTime() + APART.minus(WINDOW).toNanos();
      return new Death(death.cpuMillis() - quiet.cpuMillis(), death.count() - quiet.count());
    }
  }

  /** What is asked of the presence in the window after something. */
  private long operations(Runnable something) {
    long before = cluster.operations("delos.presence");
    something.run();
    var unusedWait = Work.waitFor(edge.vertx(), WINDOW);
    return cluster.operations("delos.presence") - before;
  }

  @Override
  public void close() {
    cluster.close();
  }
}
