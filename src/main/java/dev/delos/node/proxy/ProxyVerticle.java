package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.RpcRequest;
import dev.delos.config.LoginConfig;
import dev.delos.config.ProxyConfig;
import dev.delos.node.HttpPort;
import dev.delos.node.NodeContext;
import dev.delos.node.NodeVerticle;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.SessionCalls;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
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
    tokens = new Tokens(vertx, login, secret, node.clock());
    lobbies = new Lobbies(cluster);
    cluster.onClientsEvent(sessions::deliver);
    cluster
        .directory()
        .onLeave(
            left -> sessions.closeOn(left.serverId(), CloseCode.NO_SERVER, "the lobby is gone"));
    cluster.dispatcher().register(SessionCalls.MODULE, SessionCalls.UNKNOWN, this::unknown);
    router = ProxyHttp.router(vertx, login, tokens);
    pingTimer = vertx.setPeriodic(PING_PERIOD.toMillis(), id -> sessions.pingAll());
    http = vertx.createHttpServer(ProxyHttp.options()).requestHandler(this::handle);
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

  private Future<JsonObject> unknown(RpcRequest request) {
    sessions.closeUnknown(request.args().getString("id"));
    return Future.succeededFuture(new JsonObject());
  }

  private void handle(HttpServerRequest request) {
    if (WEB_SOCKET.equals(request.path())) {
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
