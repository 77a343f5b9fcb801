package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.config.LoginConfig;
import dev.delos.config.ProxyConfig;
import dev.delos.node.HttpPort;
import dev.delos.node.NodeContext;
import dev.delos.node.NodeVerticle;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.Limits;
import dev.delos.protocol.NodeInfo;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A proxy: the page, the login, and the players' connections. */
public final class ProxyVerticle extends NodeVerticle {
  private static final Logger log = LoggerFactory.getLogger(ProxyVerticle.class);
  private static final String WEB_SOCKET = "/ws";

  /** What waits for a client's socket; the rest waits with the session's events. */
  private static final int WRITE_QUEUE_BYTES = 64 * 1024;

  private static final Duration WATCH_PERIOD = Duration.ofSeconds(1);

  /** How long the sessions of a proxy that leaves wait to be taken over by others. */
  private static final Duration HANDOFF_LIMIT = Duration.ofSeconds(3);

  private static final long HANDOFF_LOOK_MS = 50;
  private static final int UNAVAILABLE = 503;

  private final ProxyConfig config;
  private final NodeContext node;
  private final LoginConfig login;
  private final IntConsumer listening;
  private final Set<ClientSession> connections = new HashSet<>();

  @SuppressWarnings("NullAway.Init") // set by open
  private SessionTable sessions;

  @SuppressWarnings("NullAway.Init") // set by open
  private ClusterNode cluster;

  @SuppressWarnings("NullAway.Init") // set by open
  private HttpServer http;

  @SuppressWarnings("NullAway.Init") // set by open
  private Router router;

  @SuppressWarnings("NullAway.Init") // set by open
  private Tokens tokens;

  @SuppressWarnings("NullAway.Init") // set by open
  private Entrance entrance;

  @SuppressWarnings("NullAway.Init") // set by open
  private PresenceWatch watch;

  private long pingTimer;
  private long ackTimer;
  private long watchTimer;
  private boolean isLeaving;

  /**
   * A proxy that has not started.
   *
   * @param login with the key that signs players' tokens, or where the keys are
   * @param listening told the port once it is open
   */
  public ProxyVerticle(
      ProxyConfig config, NodeContext node, LoginConfig login, IntConsumer listening) {
    super(config, node, "proxy");
    this.config = config;
    this.node = node;
    this.login = login;
    this.listening = listening;
  }

  @Override
  protected Future<Void> open(ClusterNode joined) {
    cluster = joined;
    tokens = new Tokens(vertx, login, node.clock());
    sessions = new SessionTable(vertx, config.sessions(), cluster::send);
    watch = new PresenceWatch(sessions);
    entrance = new Entrance(vertx, cluster, tokens, tokenUse(), sessions, node.clock());
    router = ProxyHttp.router(vertx, login, tokens);
    listenToNetwork();
    pingTimer =
        vertx.setPeriodic(
            config.sessions().ping().toMillis(), id -> connections.forEach(ClientSession::ping));
    ackTimer = vertx.setPeriodic(Limits.ACK_WITHIN.toMillis(), id -> sessions.tellReceived());
    watchTimer = vertx.setPeriodic(WATCH_PERIOD.toMillis(), id -> watch.tick());
    http =
        vertx
            .createHttpServer(ProxyHttp.options(config.sessions().silence()))
            .requestHandler(this::handle);
    return tokens
        .open()
        .compose(ready -> HttpPort.listen(http, config.host(), config.port(), config.file()))
        .onSuccess(server -> listening.accept(server.actualPort()))
        .mapEmpty();
  }

  private TokenUse tokenUse() {
    return login.rules().isOnce() ? TokenUse.once(cluster.usedTokens()) : TokenUse.AGAIN_AND_AGAIN;
  }

  private void listenToNetwork() {
    cluster.onClientsText(sessions::deliver);
    new SessionEndpoint(context, cluster, sessions, entrance).register();
    cluster.presence().onDoubt(watch::hurry);
    cluster
        .directory()
        .onLeave(left -> sessions.on(left.serverId()).forEach(entrance.moves()::lost));
  }

  /** Lets no new client in, then sends those that are here to other proxies. */
  @Override
  protected Future<Void> empty() {
    isLeaving = true;
    sendAway();
    long limit = Math.min(HANDOFF_LIMIT.toNanos(), node.drainLimit().toNanos() / 2);
    return allTaken(System.nanoTime() + limit).compose(taken -> sessions.endAll());
  }

  @Override
  protected Future<Void> close() {
    isLeaving = true;
    List.of(pingTimer, ackTimer, watchTimer).forEach(vertx::cancelTimer);
    sendAway();
    var unused = sessions.endAll();
    return tokens.close().eventually(http::close);
  }

  /** Waits until other proxies have taken the sessions over, if there are any, up to a limit. */
  private Future<Void> allTaken(long deadline) {
    return sessions.isEmpty() || deadline < System.nanoTime() || !mayBeTaken()
        ? Future.succeededFuture()
        : vertx.timer(HANDOFF_LOOK_MS, TimeUnit.MILLISECONDS).compose(later -> allTaken(deadline));
  }

  private boolean mayBeTaken() {
    return !config.sessions().resume().isZero()
        && cluster.directory().upNodes().anyMatch(NodeInfo::isProxy);
  }

  private void sendAway() {
    for (ClientSession connection : List.copyOf(connections)) {
      var unused = connection.close(CloseCode.GOING_AWAY, "the proxy shuts down: come back");
    }
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
    ClientSession connection = new ClientSession(vertx, socket, entrance);
    connections.add(connection);
    cluster.load(connections.size());
    FrameReader reader = new FrameReader(connection, entrance.upstream());
    socket.textMessageHandler(reader::receive);
    socket.binaryMessageHandler(data -> reader.receiveBinary());
    socket.exceptionHandler(reader::broken);
    socket.frameHandler(frame -> cutOffFlood(frame, connection, socket));
    socket.closeHandler(closed -> gone(connection, socket.closeStatusCode()));
  }

  private void gone(ClientSession connection, @Nullable Short code) {
    connections.remove(connection);
    cluster.load(connections.size());
    var unused = connection.gone(code);
  }

  /** The server answers pings by itself and without a bound: nobody may ask and not read. */
  private static void cutOffFlood(
      WebSocketFrame frame, ClientSession connection, ServerWebSocket socket) {
    if (frame.isPing() && socket.writeQueueFull()) {
      var unusedEnd = connection.closed(true);
      // From below Vert.x's handler, which would wait for what the client does not read.
      var unusedCut = ((WebSocketInternal) socket).channelHandlerContext().close();
    }
  }
}
