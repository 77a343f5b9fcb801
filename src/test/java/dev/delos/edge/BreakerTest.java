package dev.delos.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The breaker between clients and a server that sends back what it gets. */
class BreakerTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<NetSocket> served = new ArrayList<>();
  private NetServer echo;
  private Breaker breaker;

  /** A client that keeps what it has read. */
  private static final class Client {
    private final NetSocket socket;
    private final Buffer read = Buffer.buffer();
    private volatile boolean closed;

    Client(NetSocket socket) {
      this.socket = socket;
      socket.handler(this::add);
      socket.closeHandler(gone -> closed = true);
    }

    private synchronized void add(Buffer data) {
      read.appendBuffer(data);
    }

    synchronized String text() {
      return read.toString();
    }

    void say(String text) {
      Await.get(socket.write(text));
    }

    void hears(String text) {
      Awaitility.await().until(() -> text().equals(text));
    }
  }

  @BeforeEach
  void listen() {
    echo =
        vertx
            .createNetServer()
            .connectHandler(
                socket -> {
                  synchronized (served) {
                    served.add(socket);
                  }
                  socket.handler(data -> socket.write(data).onComplete(sent -> {}));
                });
    Await.get(echo.listen(0, "127.0.0.1"));
    breaker = Breaker.to(vertx, echo.actualPort());
  }

  @AfterEach
  void close() {
    breaker.close();
    Await.get(vertx.close());
  }

  @Test
  void passesBothWaysAndTellsTheEndOn() {
    Client client = connect();
    client.say("one");
    client.hears("one");
    Await.get(served.get(0).close());
    Awaitility.await().until(() -> client.closed);
    Awaitility.await().until(() -> breaker.lines().isEmpty());
  }

  @Test
  void cutsOneLineAndLeavesTheOthers() {
    Client first = connect();
    Client second = connect();
    breaker.lines().get(0).cut();
    Awaitility.await().until(() -> first.closed);
    second.say("still here");
    second.hears("still here");
    breaker.cutAll();
    Awaitility.await().until(() -> second.closed);
  }

  @Test
  void stallsWithoutAnyoneBeingToldAndLosesNothing() {
    Client client = connect();
    Client other = connect();
    breaker.lines().get(0).stall();
    client.say("held ");
    client.say("back");
    other.say("meanwhile");
    other.hears("meanwhile");
    assertThat(client.text()).isEmpty();
    assertThat(client.closed).isFalse();
    breaker.resumeAll();
    client.hears("held back");
  }

  @Test
  void anEndIsHeldBackByAStall() {
    Client client = connect();
    Client other = connect();
    breaker.lines().get(0).stall();
    Await.get(served.get(0).close());
    other.say("meanwhile");
    other.hears("meanwhile");
    assertThat(client.closed).isFalse();
    breaker.resumeAll();
    Awaitility.await().until(() -> client.closed);
  }

  @Test
  void takesFromAStallWhatItHoldsWhenItIsCut() {
    Client client = connect();
    breaker.stallAll();
    client.say("lost");
    breaker.cutAll();
    Awaitility.await().until(() -> client.closed);
    assertThat(client.text()).isEmpty();
  }

  @Test
  void delaysInOrder() {
    Client client = connect();
    breaker.delayAll(Duration.ofMillis(150));
    long begin = System.nanoTime();
    client.say("slow ");
    client.say("and slow ");
    client.hears("slow and slow ");
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin))
        .isGreaterThanOrEqualTo(140);
    breaker.delayAll(Duration.ZERO);
    client.say("then fast");
    client.hears("slow and slow then fast");
  }

  @Test
  void passesWhatIsMoreThanAnyBuffer() {
    Client client = connect();
    Buffer much = Buffer.buffer("x".repeat(8 << 20));
    client.socket.write(much).onComplete(sent -> {});
    Awaitility.await().until(() -> client.text().length() == much.length());
  }

  @Test
  void theSameSeedPicksTheSameLines() {
    for (int i = 0; i < 5; i++) {
      connect();
    }
    assertThat(picks(new Random(7))).isEqualTo(picks(new Random(7)));
    assertThat(picks(new Random(7)).stream().distinct()).hasSizeGreaterThan(1);
  }

  private List<Line> picks(Random random) {
    List<Line> picks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      picks.add(breaker.any(random).orElseThrow());
    }
    return picks;
  }

  /** Through the breaker, and served. */
  private Client connect() {
    int before = breaker.lines().size();
    Client client =
        new Client(Await.get(vertx.createNetClient().connect(breaker.port(), "127.0.0.1")));
    Awaitility.await().until(() -> breaker.lines().size() > before);
    return client;
  }
}
