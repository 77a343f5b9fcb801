package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.config.LoginConfig;
import dev.delos.config.ProxyConfig;
import dev.delos.node.HttpPort;
import dev.delos.node.NodeContext;
import dev.delos.node.NodeVerticle;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.NodeInfo;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A proxy: the page, the login, and the players' connections. */
public final class ProxyVerticle extends NodeVerticle {
  private static final Logger log = LoggerFactory.getLogger(ProxyVerticle.class);
  private static final String WEB_SOCKET = "/ws";
  private static final int WRITE_QUEUE_BYTES = 1024 * 1024;

  private static final Duration PING_PERIOD = Duration.ofSeconds(20);
  private static final Duration WATCH_PERIOD = Duration.ofSeconds(1);
  private static final int UNAVAILABLE = 503;

  private final ProxyConfig config;
  private final NodeContext node;
  private final LoginConfig login;
  private final String secret;
  private final IntConsumer listening;
  private final SessionTable sessions = new SessionTable();

  @SuppressWarnings("NullAway.Init") // set by open
  private ClusterNode cluster;

  @SuppressWarnings("NullAway.Init") // set by open
  private HttpServer http;

  @SuppressWarnings("NullAway.Init") // set by open
  private Router router;

  @SuppressWarnings("NullAway.Init") // set by open
  private Entrance entrance;

  private final PresenceWatch watch = new PresenceWatch(sessions);
  private long pingTimer;
  private long watchTimer;
  private boolean isLeaving;

  /**
   * A proxy that has not started.
   *
   * @param secret the key that signs players' tokens
   * @param listening told the port once it is open
   */
  public ProxyVerticle(
      ProxyConfig config,
      NodeContext node,
      LoginConfig login,
      String secret,
      IntConsumer listening) {
    super(config, node, "proxy");
    this.config = config;
    this.node = node;
    this.login = login;
    this.secret = secret;
    this.listening = listening;
  }

  @Override
  protected Future<Void> open(ClusterNode joined) {
    cluster = joined;
    Tokens tokens = new Tokens(vertx, login, secret, node.clock());
    entrance = new Entrance(vertx, cluster, tokens, node.clock());
    router = ProxyHttp.router(vertx, login, tokens);
    listenToNetwork();
    pingTimer = vertx.setPeriodic(PING_PERIOD.toMillis(), id -> sessions.pingAll());
    watchTimer = vertx.setPeriodic(WATCH_PERIOD.toMillis(), id -> watch.tick());
    http = vertx.createHttpServer(ProxyHttp.options()).requestHandler(this::handle);
    return HttpPort.listen(http, config.host(), config.port(), config.file())
        .onSuccess(server -> listening.accept(server.actualPort()))
        .mapEmpty();
  }

  private void listenToNetwork() {
    cluster.onClientsEvent(sessions::deliver);
    new SessionEndpoint(context, cluster, sessions, entrance.moves()).register();
    cluster.directory().onLeave(this::nodeLeft);
    cluster
        .directory()
        .onChange(
            (before, now) -> {
              if (before.isEmpty()) {
                watch.hurry();
              }
            });
  }

  private void nodeLeft(NodeInfo left) {
    watch.hurry();
    sessions.on(left.serverId()).forEach(entrance.moves()::lost);
    if (left.isProxy() && isFirstProxy()) {
      cluster
          .presence()
          .sweep(left)
          .onFailure(
              failure -> log.warn("entries of a proxy that left stay: {}", failure.toString()));
    }
  }

  /** One of the proxies does what one is enough for. */
  private boolean isFirstProxy() {
    return cluster
        .directory()
        .upNodes()
        .filter(NodeInfo::isProxy)
        .allMatch(proxy -> proxy.serverId() >= cluster.self().serverId());
  }

  /** Lets no new client in, then sends those that are here to other proxies. */
  @Override
  protected Future<Void> empty() {
    isLeaving = true;
    return sessions.closeAll(CloseCode.GOING_AWAY, "the proxy shuts down: come back");
  }

  @Override
  protected Future<Void> close() {
    isLeaving = true;
    vertx.cancelTimer(pingTimer);
    vertx.cancelTimer(watchTimer);
    var unused = sessions.closeAll(CloseCode.GOING_AWAY, "the proxy shuts down: come back");
    return http.close();
  }

  private void handle(HttpServerRequest request) {
    if (isLeaving) {
      turnAway(request);
    } else if (WEB_SOCKET.equals(request.path())) {
      upgrade(request);
    } else {
      router.handle(request);
    }
  }

  private static void turnAway(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(UNAVAILABLE)
        .putHeader("Connection", "close")
        .end()
        .onFailure(gone -> log.debug("a client was gone already: {}", gone.toString()));
  }

  private void upgrade(HttpServerRequest request) {
    request
        .toWebSocket()
        .onSuccess(this::connected)
        .onFailure(failure -> log.debug("not a WebSocket: {}", failure.toString()));
  }

  private void connected(ServerWebSocket socket) {
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    ClientSession session = new ClientSession(vertx, socket, entrance, sessions::identified);
    sessions.add(session);
    cluster.load(sessions.size());
    FrameReader reader = new FrameReader(session, entrance.upstream());
    socket.textMessageHandler(reader::receive);
    socket.binaryMessageHandler(data -> reader.receiveBinary());
    socket.exceptionHandler(reader::broken);
    socket.frameHandler(frame -> cutOffFlood(frame, session, socket));
    socket.closeHandler(closed -> session.closed().onComplete(over -> gone(session)));
  }

  private void gone(ClientSession session) {
    sessions.remove(session);
    cluster.load(sessions.size());
  }

  /** The server answers pings by itself and without a bound: nobody may ask and not read. */
  private static void cutOffFlood(
      WebSocketFrame frame, ClientSession session, ServerWebSocket socket) {
    if (frame.isPing() && socket.writeQueueFull()) {
      var unusedEnd = session.closed();
      // From below Vert.x's handler, which would wait for what the client does not read.
      var unusedCut = ((WebSocketInternal) socket).channelHandlerContext().close();
    }
  }
}
