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
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * A proxy and a lobby in a member of a cluster, another member, and players: each has logged in and
 * has lost the connection, so that proxy and lobby hold them, and a session costs no socket. One
 * more member comes as a process, without players, and is killed.
 */
final class CrowdedNetwork implements AutoCloseable {
  private static final int PROXY = 1001;
  private static final int LOBBY = 2001;
  private static final int MORTAL = 1900;
  private static final int AT_ONCE = 50;
  private static final int WARM_UPS = 3;
  private static final Duration START = Duration.ofSeconds(30);

  /**
   * Longer than two deaths must be apart, lest the nodes take them for one; and than a round of
   * looks at players, the last one of which began when they were fewer.
   */
  private static final Duration REST = Duration.ofSeconds(32);

  /** Within it all has been looked at that a death has nodes look at. */
  private static final Duration WINDOW = Duration.ofSeconds(5);

  private final Path directory;
  private final TestCluster cluster;
  private final EdgeNetwork edge;
  private final WebSocketClient clients;
  private int players;
  private int deaths;
  private long restUntil;

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

  /** So many players are on the network, and those who were there before are looked at. */
  void fillTo(int count) {
    while (players < count) {
      Await.get(
          Future.all(IntStream.range(players, players + AT_ONCE).mapToObj(this::logIn).toList()));
      players += AT_ONCE;
    }
    restUntil = System.nanoTime() + REST.toNanos();
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

  /** Deaths that nobody counts. */
  void warmUp() throws IOException {
    for (int i = 0; i < WARM_UPS; i++) {
      try (Jvm mortal = mortal()) {
        var unusedDeath = operations(mortal::close);
      }
    }
  }

  /** A process without players comes, and is killed. */
  Death death() throws IOException {
    try (Jvm mortal = mortal()) {
      Awaitility.await()
          .atMost(2 * REST.toSeconds(), TimeUnit.SECONDS)
          .until(() -> System.nanoTime() - restUntil > 0);
      Work quiet = Work.of(0, () -> operations(() -> {}));
      Work death = Work.of(0, () -> operations(mortal::close));
      return new Death(death.cpuMillis() - quiet.cpuMillis(), death.count() - quiet.count());
    }
  }

  private Jvm mortal() throws IOException {
    int serverId = MORTAL + ++deaths;
    Jvm mortal =
        Jvm.run(
            Files.createDirectory(directory.resolve("mortal" + deaths)),
            "out",
            FailoverCallee.class,
            directory.resolve("cluster.yaml").toString(),
            "" + serverId,
            "proxy");
    mortal.await(FailoverCallee.READY, START);
    edge.awaitSeen(serverId);
    return mortal;
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
