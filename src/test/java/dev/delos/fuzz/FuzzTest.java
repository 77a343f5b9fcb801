package dev.delos.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.config.ClientLimits;
import dev.delos.config.EdgeConfig;
import dev.delos.config.SessionConfig;
import dev.delos.node.EdgeNetwork;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * A proxy and a lobby under frames of the protocol's own grammar, under noise, and under raw bytes
 * before and after the handshake. {@code mvn -q test -Dtest=FuzzTest -Dfuzz.frames=1000000} for the
 * long form; {@code -Dfuzz.seed} for others than the usual frames.
 */
class FuzzTest {
  private static final int FRAMES = Integer.getInteger("fuzz.frames", 20_000);
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_128L);
  private static final int LANES = 8;
  private static final int FRAMES_A_CONNECTION = 48;
  private static final int RAW_SHARE = 10;
  private static final long MEGABYTE = 1 << 20;
  private static final long MOST_HEAP = 24 * MEGABYTE;
  private static final Duration LIMIT = Duration.ofSeconds(30 + FRAMES / 500);
  private static final int MANY = 1_000_000;

  private final FuzzMod mod = new FuzzMod();
  private final EdgeNetwork network = new EdgeNetwork(vertx(), mod);
  private final Vertx clients = Vertx.vertx();
  private final WebSocketClient webSockets =
      clients.createWebSocketClient(
          new WebSocketClientOptions().setMaxConnections(MANY).setMaxFrameSize(1 << 20));
  private final NetClient sockets = clients.createNetClient();
  private final Complaints complaints = new Complaints();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicInteger players = new AtomicInteger();

  /** One that complains of its event loops later than usual: tests may share a busy machine. */
  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
            .setMaxEventLoopExecuteTime(5));
  }

  /** What is logged that should not be: errors, and event loops that are blocked. */
  private static final class Complaints extends AppenderBase<ILoggingEvent> {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel().isGreaterOrEqual(Level.ERROR)
          || event.getLoggerName().contains("BlockedThreadChecker")) {
        lines.add(event.getLoggerName() + ": " + event.getFormattedMessage());
      }
    }
  }

  @BeforeEach
  void begin() {
    ClientLimits limits = new ClientLimits(MANY, MANY, MANY, MANY, MANY, MANY, 100_000);
    network
        .lobby(2001)
        .proxy(
            1001,
            new SessionConfig(Duration.ofSeconds(1), Duration.ofSeconds(20), 64 * MEGABYTE),
            new EdgeConfig(
                limits, List.of(), EdgeConfig.ForwardedHeader.X_FORWARDED_FOR, List.of()));
    complaints.start();
    root().addAppender(complaints);
  }

  @AfterEach
  void end() {
    root().detachAppender(complaints);
    Await.get(clients.close());
    network.close();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Test
  void nothingThatAClientSendsBreaksAnythingOrReachesAModUnlessDeclared() {
    DelosClient neighbour = network.connect("neighbour", 1001);
    run(FRAMES / 10, SEED + 1);
    awaitNobody();
    long heapBefore = heap();
    long handlesBefore = handles();

    run(FRAMES, SEED);

    awaitNobody();
    EdgeNetwork.probe(neighbour).say("still here");
    Awaitility.await().until(() -> EdgeNetwork.probe(neighbour).heard().size() == 1);
    assertThat(mod.wrong()).isEmpty();
    assertThat(mod.heard()).isGreaterThan(FRAMES / 20);
    assertThat(complaints.lines).isEmpty();
    Awaitility.await().until(() -> handles() <= handlesBefore + LANES);
    assertThat(heap() - heapBefore).isLessThan(MOST_HEAP);
    System.out.printf(
        "fuzz: %d frames by %d players, %d reached the mod; heap %+.1f MB, handles %+d%n",
        sent.get(),
        players.get(),
        mod.heard(),
        (heap() - heapBefore) / (double) MEGABYTE,
        handles() - handlesBefore);
  }

  /** Sends so many frames, by several connections at a time. */
  private void run(int frames, long seed) {
    long end = sent.get() + frames;
    List<Future<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      FrameMaker maker = new FrameMaker(seed * LANES + i);
      Promise<Void> ended = Promise.promise();
      lane(maker, end, ended);
      lanes.add(ended.future());
    }
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> lanes.stream().allMatch(lane -> lane.isComplete()));
    lanes.forEach(Await::get);
  }

  /** One connection after the other. */
  private void lane(FrameMaker maker, long end, Promise<Void> ended) {
    if (sent.get() >= end) {
      ended.complete();
      return;
    }
    Future<Void> one =
        maker.below(RAW_SHARE) == 0
            ? raw(maker)
            : framed(maker, "fuzz-" + players.incrementAndGet());
    one.onSuccess(done -> lane(maker, end, ended)).onFailure(ended::fail);
  }

  /** A connection that sends frames, welcomed mostly, and is closed in the end by one side. */
  private Future<Void> framed(FrameMaker maker, String uid) {
    return webSockets
        .connect(url().getPort(), url().getHost(), url().getPath())
        .compose(
            socket -> {
              Promise<Void> closed = Promise.promise();
              socket.closeHandler(gone -> closed.tryComplete());
              socket.exceptionHandler(failure -> {});
              Promise<Void> welcomed = Promise.promise();
              socket.textMessageHandler(
                  text -> {
                    if (text.startsWith("{\"op\":\"welcome\"")) {
                      welcomed.tryComplete();
                    }
                  });
              closed.future().onComplete(gone -> welcomed.tryComplete());
              if (maker.chance(95)) {
                send(socket, hello(uid));
              } else {
                sendOne(socket, maker);
                welcomed.tryComplete();
              }
              return welcomed
                  .future()
                  .compose(
                      in -> {
                        sendMany(socket, maker);
                        return closed.future();
                      })
                  .timeout(20, TimeUnit.SECONDS);
            });
  }

  private void sendMany(WebSocket socket, FrameMaker maker) {
    for (int i = maker.below(FRAMES_A_CONNECTION); i >= 0; i--) {
      sendOne(socket, maker);
    }
    if (maker.chance(70)) {
      send(socket, "{\"op\":\"bye\"}");
    } else {
      var unused = socket.close();
    }
  }

  private void sendOne(WebSocket socket, FrameMaker maker) {
    sent.incrementAndGet();
    int kind = maker.below(100);
    if (kind < 90) {
      send(socket, maker.text());
    } else if (kind < 95) {
      ignore(socket.writeBinaryMessage(Buffer.buffer(maker.bytes(maker.below(300)))));
    } else {
      ignore(socket.writePing(Buffer.buffer(maker.bytes(maker.below(125)))));
    }
  }

  private static void send(WebSocket socket, String text) {
    ignore(socket.writeTextMessage(text));
  }

  private static void ignore(Future<?> ended) {
    var unused = ended.otherwiseEmpty();
  }

  private String hello(String uid) {
    return new JsonObject()
        .put("op", "hello")
        .put("version", 1)
        .put("token", network.token(uid))
        .encode();
  }

  /** A connection of raw bytes: none of HTTP, some of it, or a handshake and then none of it. */
  private Future<Void> raw(FrameMaker maker) {
    return sockets
        .connect(url().getPort(), url().getHost())
        .compose(
            socket -> {
              Promise<Void> closed = Promise.promise();
              socket.closeHandler(gone -> closed.tryComplete());
              socket.exceptionHandler(failure -> {});
              socket.handler(answer -> {});
              sent.incrementAndGet();
              write(socket, maker);
              clients.setTimer(20, waited -> ignore(socket.close()));
              return closed.future().timeout(20, TimeUnit.SECONDS);
            });
  }

  private void write(NetSocket socket, FrameMaker maker) {
    String handshake =
        String.join(
            "\r\n",
            "GET /ws HTTP/1.1",
            "Host: a",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");
    byte[] head = handshake.getBytes(StandardCharsets.US_ASCII);
    Buffer bytes = Buffer.buffer();
    switch (maker.below(4)) {
      case 0 -> bytes.appendBytes(maker.bytes(maker.below(2_000)));
      case 1 -> bytes.appendBytes(head, 0, maker.below(head.length));
      case 2 -> {
        head[maker.below(head.length)] = (byte) maker.below(256);
        bytes.appendBytes(head);
      }
      default -> bytes.appendBytes(head).appendBytes(maker.bytes(maker.below(2_000)));
    }
    ignore(socket.write(bytes));
  }

  private URI url() {
    return network.url(1001);
  }

  /** Waits until only the neighbour is there. */
  private void awaitNobody() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(network.measured("delos_proxy_connections", "1001")).isEqualTo(1);
              assertThat(network.measured("delos_proxy_tcp_connections", "1001")).isEqualTo(1);
              assertThat(network.measured("delos_proxy_logins", "1001")).isZero();
            });
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long handles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }
}
