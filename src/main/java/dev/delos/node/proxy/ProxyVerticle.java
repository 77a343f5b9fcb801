package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.config.LoginConfig;
import dev.delos.config.ProxyConfig;
import dev.delos.node.HttpPort;
import dev.delos.node.NodeContext;
import dev.delos.node.NodeVerticle;
import dev.delos.node.TlsFiles;
import dev.delos.node.proxy.Visitors.Visitor;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.Limits;
import dev.delos.protocol.NodeInfo;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
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
  private static final int FORBIDDEN = 403;

  private final ProxyConfig config;
  private final NodeContext node;
  private final LoginConfig login;
  private final IntConsumer listening;
  private final Origin origin;
  private final ProxyMeters meters;
  private final Visitors visitors;
  private final Set<ClientSession> connections = new HashSet<>();

  @SuppressWarnings("NullAway.Init") // set by open
  private TcpConnections tcp;

  @SuppressWarnings("NullAway.Init") // set by open
  private TlsFiles tls;

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
    this.origin = new Origin(config.edge());
    this.meters = new ProxyMeters(node.meters(), config.serverId());
    this.visitors = new Visitors(config.edge().limits(), meters, System::nanoTime);
  }

  @Override
  protected Future<Void> open(ClusterNode joined) {
    cluster = joined;
    tokens = new Tokens(vertx, login, node.clock());
    sessions = new SessionTable(vertx, config.sessions(), cluster::send);
    watch = new PresenceWatch(sessions);
    entrance = new Entrance(vertx, cluster, tokens, tokenUse(), sessions, node.clock());
    router = ProxyHttp.router(vertx, new GuestLogin(login, tokens, this::mayAskForToken));
    tcp =
        new TcpConnections(
            vertx,
            config.edge().limits(),
            Limits.HELLO_TIMEOUT,
            origin::isTrusted,
            meters::tcpRefused);
    listenToNetwork();
    pingTimer =
        vertx.setPeriodic(
            config.sessions().ping().toMillis(), id -> connections.forEach(ClientSession::ping));
    ackTimer = vertx.setPeriodic(Limits.ACK_WITHIN.toMillis(), id -> sessions.tellReceived());
    watchTimer = vertx.setPeriodic(WATCH_PERIOD.toMillis(), id -> watch.tick());
    tls = new TlsFiles(vertx, config.tls());
    return tokens
        .open()
        .compose(ready -> tls.addTo(ProxyHttp.options(config.sessions().silence())))
        .compose(this::listen)
        .onSuccess(this::listens)
        .mapEmpty();
  }

  private void listens(HttpServer server) {
    visitors.measure();
    meters.gauge("tcp.connections", tcp::count);
    tls.watch(server);
    listening.accept(server.actualPort());
  }

  private Future<HttpServer> listen(HttpServerOptions options) {
    http =
        vertx.createHttpServer(options).connectionHandler(tcp::opened).requestHandler(this::handle);
    return HttpPort.listen(http, config.host(), config.port(), config.file());
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
    meters.close();
    tls.close();
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
    tcp.spoke(request.connection());
    if (isLeaving) {
      turnAway(request, UNAVAILABLE);
    } else if (!origin.isAllowed(request)) {
      meters.originRefused();
      turnAway(request, FORBIDDEN);
    } else if (WEB_SOCKET.equals(request.path())) {
      upgrade(request);
    } else {
      router.handle(request);
    }
  }

  private static void turnAway(HttpServerRequest request, int status) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Connection", "close")
        .end()
        .onFailure(gone -> log.debug("a client was gone already: {}", gone.toString()));
  }

  private void upgrade(HttpServerRequest request) {
    ClientAddress address = origin.address(request);
    request
        .toWebSocket()
        .onSuccess(socket -> connected(socket, request.connection(), address))
        .onFailure(failure -> log.debug("not a WebSocket: {}", failure.toString()));
  }

  private void connected(ServerWebSocket socket, HttpConnection below, ClientAddress address) {
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    Visitor visitor = visitors.enter(address);
    ClientSession connection = new ClientSession(vertx, socket, entrance, visitor);
    connections.add(connection);
    cluster.load(connections.size());
    FrameReader reader = new FrameReader(connection, entrance.upstream());
    socket.textMessageHandler(reader::receive);
    socket.binaryMessageHandler(data -> reader.receiveBinary());
    socket.exceptionHandler(reader::broken);
    socket.frameHandler(
        frame -> {
          boolean isBearable = connection.frameCame(frame.binaryData().length());
          if (!isBearable || (frame.isPing() && socket.writeQueueFull())) {
            cutOff(connection, socket);
          }
        });
    socket.closeHandler(
        closed -> {
          visitor.leave();
          tcp.closed(below);
          gone(connection, socket.closeStatusCode());
        });
    connection.checkRoom();
  }

  private boolean mayAskForToken(HttpServerRequest request) {
    return visitors.mayAskForToken(origin.address(request));
  }

  private void gone(ClientSession connection, @Nullable Short code) {
    connections.remove(connection);
    cluster.load(connections.size());
    var unused = connection.gone(code);
  }

  /**
   * Ends a flood: nobody may go on when the limit is told, and nobody may ask and not read, since
   * the server answers pings by itself and without a bound.
   */
  private static void cutOff(ClientSession connection, ServerWebSocket socket) {
    var unusedEnd = connection.closed(true);
    // From below Vert.x's handler, which would wait for what the client does not read.
    var unusedCut = ((WebSocketInternal) socket).channelHandlerContext().close();
  }
}
