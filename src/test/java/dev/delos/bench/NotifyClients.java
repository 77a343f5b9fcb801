package dev.delos.bench;

import dev.delos.protocol.EventName;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.Limits;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Many WebSockets that say hello and then only look at each frame for its number and for the mark.
 * On request one of them has the server send an event, again and again at a pace: the answer is,
 * for each, how long it took from its sender's clock until the last of those had it for whom it
 * was, in nanoseconds. The server may be a proxy or a {@link NotifyServer}: the work is the same.
 */
final class NotifyClients extends AbstractVerticle {
  private static final int CONNECTING_AT_ONCE = 32;
  private static final String MARK = "\"event\":\"" + NotifyMod.MARKER + "\"";
  private static final String AT = "\"at\":";
  private static final String SEQ = "\"seq\":";

  private final int port;
  private final int count;
  private final String secret;
  private final List<Client> clients = new ArrayList<>();

  /** Closes its WebSockets once nothing holds it any more. */
  @SuppressWarnings("NullAway.Init") // set by start
  private WebSocketClient sockets;

  private int begun;
  private int awaited;
  private Promise<Long> last = Promise.promise();

  private NotifyClients(int port, int count, String secret) {
    this.port = port;
    this.count = count;
    this.secret = secret;
  }

  /** The server's port, how many, and the key that signs their tokens. */
  public static void main(String[] args) {
    NotifyClients all =
        new NotifyClients(Integer.parseInt(args[0]), Integer.parseInt(args[1]), args[2]);
    Vertx.vertx()
        .deployVerticle(all, new DeploymentOptions())
        .onFailure(Throwable::printStackTrace);
  }

  @Override
  public void start() {
    sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(count));
    JWTAuth jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret)));
    for (int i = 0; i < CONNECTING_AT_ONCE; i++) {
      connectNext(jwt);
    }
    vertx.setPeriodic(1_000, id -> System.out.println("welcomed " + clients.size() + "."));
    vertx
        .createHttpServer()
        .requestHandler(this::measure)
        .listen(0, "127.0.0.1")
        .onSuccess(server -> System.out.println("asked on " + server.actualPort()))
        .onFailure(Throwable::printStackTrace);
  }

  private void connectNext(JWTAuth jwt) {
    if (begun == count) {
      return;
    }
    String token =
        jwt.generateToken(
            new JsonObject().put("sub", "notified:" + ++begun),
            new JWTOptions()
                .setAlgorithm("HS256")
                .setIssuer("delos")
                .addAudience("delos")
                .setExpiresInMinutes(60));
    sockets
        .connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/ws"))
        .compose(socket -> new Client(socket).greet(token))
        .onSuccess(clients::add)
        .onFailure(Throwable::printStackTrace)
        .onComplete(done -> connectNext(jwt));
  }

  private void measure(HttpServerRequest request) {
    String event = request.getParam("event");
    int pace = Integer.parseInt(request.getParam("pace"));
    JsonArray nanos = new JsonArray();
    next(event, pace, Integer.parseInt(request.getParam("times")), nanos)
        .compose(done -> request.response().end(nanos.toBuffer()))
        .onFailure(Throwable::printStackTrace);
  }

  /** One after the other: each begins when its time has come and the one before is over. */
  private Future<Void> next(String event, int pace, int times, JsonArray nanos) {
    if (times == 0) {
      return Future.succeededFuture();
    }
    Future<Void> pause = vertx.timer(pace, TimeUnit.MILLISECONDS).mapEmpty();
    return once(event)
        .onSuccess(nanos::add)
        .compose(taken -> pause)
        .compose(on -> next(event, pace, times - 1, nanos));
  }

  private Future<Long> once(String event) {
    awaited = event.equals(NotifyMod.ALL) ? count : 1;
    last = Promise.promise();
    clients.get(0).say(event);
    return last.future().onSuccess(taken -> clients.forEach(Client::acknowledge));
  }

  private void marked(String frame) {
    awaited--;
    if (awaited == 0) {
      last.complete(System.nanoTime() - number(frame, AT));
    }
  }

  private static long number(String frame, String key) {
    int begin = frame.indexOf(key) + key.length();
    int end = begin;
    while (Character.isDigit(frame.charAt(end))) {
      end++;
    }
    return Long.parseLong(frame, begin, end, 10);
  }

  private final class Client {
    private final WebSocket socket;
    private final Promise<Client> welcomed = Promise.promise();
    private long seq;
    private long acknowledged;

    Client(WebSocket socket) {
      this.socket = socket;
      socket.textMessageHandler(this::receive);
      socket.closeHandler(
          gone -> System.out.println("gone: " + socket.closeStatusCode() + socket.closeReason()));
    }

    Future<Client> greet(String token) {
      write(new Frame.Hello(Limits.PROTOCOL_VERSION, token, Optional.empty()));
      return welcomed.future();
    }

    void say(String event) {
      write(
          new Frame.Notify(
              new EventName(NotifyMod.NAME, NotifyMod.CLIENT, event),
              new JsonObject(),
              Frame.Notify.OWN_SERVER,
              Frame.NO_SEQ));
    }

    /** Well before the second is over that a client may take. */
    void acknowledge() {
      if (seq > acknowledged) {
        acknowledged = seq;
        write(new Frame.Ack(seq));
      }
    }

    private void write(Frame frame) {
      socket.writeTextMessage(FrameCodec.encode(frame)).onFailure(Throwable::printStackTrace);
    }

    private void receive(String frame) {
      if (frame.contains(MARK)) {
        seq = number(frame, SEQ);
        marked(frame);
      } else if (frame.contains("\"welcome\"")) {
        welcomed.complete(this);
      }
    }
  }
}
