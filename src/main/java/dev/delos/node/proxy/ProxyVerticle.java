package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.RpcRequest;
import dev.delos.config.LoginConfig;
import dev.delos.config.ProxyConfig;
import dev.delos.node.HttpPort;
import dev.delos.node.NodeContext;
import dev.delos.node.NodeVerticle;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.Limits;
import dev.delos.protocol.PlayerCalls;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A proxy: the page, the login, and the players' connections. */
public final class ProxyVerticle extends NodeVerticle {
  private static final Logger log = LoggerFactory.getLogger(ProxyVerticle.class);
  private static final String WEB_SOCKET = "/ws";
  private static final int WRITE_QUEUE_BYTES = 1024 * 1024;

  /** What is read of a frame that is too large, so that its sender can be told. */
  private static final int READABLE_FRAME_BYTES = 4 * Limits.MAX_FRAME_BYTES;

  private static final Duration PING_PERIOD = Duration.ofSeconds(20);

  /** A client that has not even answered two pings is gone. */
  private static final Duration READ_IDLE_LIMIT = Duration.ofSeconds(50);

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; "
          + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

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

  private long pingTimer;

  @SuppressWarnings("NullAway.Init") // set by open
  private Tokens tokens;

  @SuppressWarnings("NullAway.Init") // set by open
  private Lobbies lobbies;

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
    super(config.file(), node.describe(config, "proxy"));
    this.config = config;
    this.node = node;
    this.login = login;
    this.secret = secret;
    this.listening = listening;
  }

  @Override
  protected Future<Void> open(ClusterNode joined) {
    cluster = joined;
    tokens = new Tokens(vertx, login, secret, node.clock());
    lobbies = new Lobbies(cluster);
    cluster.onClientsEvent(sessions::deliver);
    cluster
        .directory()
        .onLeave(
            left -> sessions.closeOn(left.serverId(), CloseCode.NO_SERVER, "the lobby is gone"));
    cluster.dispatcher().register(PlayerCalls.MODULE, PlayerCalls.UNKNOWN, this::unknown);
    router = router();
    pingTimer = vertx.setPeriodic(PING_PERIOD.toMillis(), id -> sessions.pingAll());
    http = vertx.createHttpServer(options()).requestHandler(this::handle);
    return HttpPort.listen(http, config.host(), config.port(), config.file())
        .onSuccess(server -> listening.accept(server.actualPort()))
        .mapEmpty();
  }

  @Override
  protected Future<Void> close() {
    vertx.cancelTimer(pingTimer);
    sessions.closeAll(CloseCode.GOING_AWAY, "the network shuts down");
    return http.close();
  }

  /** Compression costs five times the memory a connection, and most of a broadcast's time. */
  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(READABLE_FRAME_BYTES)
        .setMaxWebSocketMessageSize(READABLE_FRAME_BYTES)
        .setHttp2ClearTextEnabled(false)
        .setReadIdleTimeout((int) READ_IDLE_LIMIT.toSeconds())
        .setWebSocketClosingTimeout(5);
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(ProxyVerticle::secure);
    new GuestLogin(login, tokens).mount(router);
    router.route().handler(StaticHandler.create("webroot").setCachingEnabled(false));
    router.errorHandler(400, request -> end(request, 400));
    router.errorHandler(500, ProxyVerticle::failed);
    return router;
  }

  private static void failed(RoutingContext request) {
    if (!(request.failure() instanceof HttpClosedException)) {
      log.error("{} failed", request.normalizedPath(), request.failure());
    }
    end(request, 500);
  }

  private static void end(RoutingContext request, int status) {
    if (!request.response().ended()) {
      request
          .response()
          .setStatusCode(status)
          .end()
          .onFailure(gone -> log.debug("a client did not wait for its answer", gone));
    }
  }

  private static void secure(RoutingContext request) {
    request
        .response()
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cache-Control", "no-cache");
    request.next();
  }

  private Future<JsonObject> unknown(RpcRequest request) {
    sessions.closeUnknown(request.args().getString("id"));
    return Future.succeededFuture(new JsonObject());
  }

  private void handle(HttpServerRequest request) {
    if (request.path().equals(WEB_SOCKET)) {
      upgrade(request);
    } else {
      router.handle(request);
    }
  }

  private void upgrade(HttpServerRequest request) {
    request
        .toWebSocket()
        .onSuccess(this::connected)
        .onFailure(failure -> log.debug("not a WebSocket: {}", failure.toString()));
  }

  private void connected(ServerWebSocket socket) {
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    ClientSession session = new ClientSession(vertx, socket, tokens, lobbies);
    sessions.add(session);
    cluster.load(sessions.size());
    socket.textMessageHandler(session::receive);
    socket.binaryMessageHandler(data -> session.receiveBinary());
    socket.exceptionHandler(session::broken);
    socket.frameHandler(frame -> cutOffFlood(frame, session, socket));
    socket.closeHandler(
        closed -> {
          session.closed();
          sessions.remove(session);
          cluster.load(sessions.size());
        });
  }

  /** The server answers pings by itself and without a bound: nobody may ask and not read. */
  private static void cutOffFlood(
      WebSocketFrame frame, ClientSession session, ServerWebSocket socket) {
    if (frame.isPing() && socket.writeQueueFull()) {
      session.closed();
      // From below Vert.x's handler, which would wait for what the client does not read.
      var unused = ((WebSocketInternal) socket).channelHandlerContext().close();
    }
  }
}
