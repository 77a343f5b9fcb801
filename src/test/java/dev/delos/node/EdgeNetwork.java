package dev.delos.node;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.cluster.Online;
import dev.delos.cluster.TestNode;
import dev.delos.config.EdgeConfig;
import dev.delos.config.LoginConfig;
import dev.delos.config.ModConfig;
import dev.delos.config.NodeConfig;
import dev.delos.config.ProxyConfig;
import dev.delos.config.ServerConfig;
import dev.delos.config.ServiceConfig;
import dev.delos.config.SessionConfig;
import dev.delos.config.TlsConfig;
import dev.delos.config.TokenRules;
import dev.delos.database.NoDatabase;
import dev.delos.host.LoadedMod;
import dev.delos.node.proxy.ProxyVerticle;
import dev.delos.node.server.ServerVerticle;
import dev.delos.node.service.ServiceVerticle;
import dev.delos.protocol.NodeStatus;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.Mod;
import dev.delos.sdk.ServerCalls;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** Proxies, lobbies and services of a test with the {@link ProbeMod}, without a database. */
public final class EdgeNetwork implements AutoCloseable {
  private static final String SECRET = "a secret of the tests, 32 bytes!!";
  private static final LoginConfig LOGIN =
      new LoginConfig(
          TokenRules.DEFAULT, Optional.of(SECRET), Optional.empty(), true, Duration.ofHours(1));
  private static final Path FILE = Path.of("test.json");

  private final Vertx vertx;
  private final Journal journal = new Journal();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Integer, Integer> ports = new ConcurrentHashMap<>();
  private final Map<Integer, String> deployments = new ConcurrentHashMap<>();
  private final ProbeMod mod = new ProbeMod(journal);
  private final List<String> modNames;
  private final NodeContext node;
  private final TestNode observer;

  /**
   * No node yet.
   *
   * @param others mods of lobbies beside the probe
   */
  public EdgeNetwork(Mod... others) {
    this(Vertx.vertx(), others);
  }

  /** One in a member of a cluster; {@link #close} closes that. */
  public EdgeNetwork(Vertx vertx, Mod... others) {
    this.vertx = vertx;
    Map<String, LoadedMod> mods = new LinkedHashMap<>();
    mods.put(mod.name(), loaded(mod));
    for (Mod other : others) {
      mods.put(other.name(), loaded(other));
    }
    modNames = List.copyOf(mods.keySet());
    node =
        new NodeContext(
            Clock.systemUTC(),
            "test",
            mods,
            1,
            Optional.empty(),
            Duration.ofDays(1),
            Duration.ofSeconds(5),
            this::retire,
            (serverId, port) -> {},
            meters);
    observer = TestNode.join(vertx, 1);
  }

  private static LoadedMod loaded(Mod mod) {
    return new LoadedMod(mod, new ModConfig(FILE, mod.name(), "1.0", List.of(), new JsonObject()));
  }

  public Vertx vertx() {
    return vertx;
  }

  public ProbeMod mod() {
    return mod;
  }

  /** What the probe mod's system on a lobby may call. */
  public ServerCalls server(int serverId) {
    return mod.server(serverId);
  }

  public Journal journal() {
    return journal;
  }

  /** A node with nothing on it, to look at the network with. */
  public TestNode observer() {
    return observer;
  }

  @CanIgnoreReturnValue
  public EdgeNetwork proxy(int serverId) {
    return proxy(serverId, SessionConfig.DEFAULT);
  }

  @CanIgnoreReturnValue
  public EdgeNetwork proxy(int serverId, SessionConfig sessions) {
    return proxy(serverId, sessions, LOGIN, EdgeConfig.DEFAULT, TlsConfig.NONE);
  }

  @CanIgnoreReturnValue
  public EdgeNetwork proxy(int serverId, SessionConfig sessions, EdgeConfig edge) {
    return proxy(serverId, sessions, LOGIN, edge, TlsConfig.NONE);
  }

  /** A proxy with TLS. */
  @CanIgnoreReturnValue
  public EdgeNetwork proxy(int serverId, TlsConfig tls) {
    return proxy(serverId, SessionConfig.DEFAULT, LOGIN, EdgeConfig.DEFAULT, tls);
  }

  /** A proxy with these rules for who comes, and with how much. */
  @CanIgnoreReturnValue
  public EdgeNetwork proxy(int serverId, EdgeConfig edge) {
    return proxy(serverId, SessionConfig.DEFAULT, LOGIN, edge, TlsConfig.NONE);
  }

  /** A proxy that takes a token for one session only. */
  @CanIgnoreReturnValue
  public EdgeNetwork proxyTakingTokensOnce(int serverId) {
    TokenRules rules = new TokenRules("HS256", "delos", "delos", Duration.ZERO, true, List.of());
    return proxy(
        serverId,
        SessionConfig.DEFAULT,
        new LoginConfig(
            rules, Optional.of(SECRET), Optional.empty(), true, Duration.ofDays(36_500)),
        EdgeConfig.DEFAULT,
        TlsConfig.NONE);
  }

  private EdgeNetwork proxy(
      int serverId, SessionConfig sessions, LoginConfig login, EdgeConfig edge, TlsConfig tls) {
    ProxyConfig config =
        new ProxyConfig(
            FILE, serverId, "proxy", "127.0.0.1", 0, Optional.empty(), sessions, edge, tls);
    return deploy(
        config, new ProxyVerticle(config, node, login, port -> ports.put(serverId, port)));
  }

  @CanIgnoreReturnValue
  public EdgeNetwork lobby(int serverId) {
    return server(serverId, ServerConfig.Role.LOBBY, "lobby", OptionalInt.empty());
  }

  /** A lobby that takes so many players. */
  @CanIgnoreReturnValue
  public EdgeNetwork lobby(int serverId, int maxPlayers) {
    return server(serverId, ServerConfig.Role.LOBBY, "lobby", OptionalInt.of(maxPlayers));
  }

  @CanIgnoreReturnValue
  public EdgeNetwork game(int serverId, String type) {
    return server(serverId, ServerConfig.Role.GAME, type, OptionalInt.empty());
  }

  private EdgeNetwork server(
      int serverId, ServerConfig.Role role, String type, OptionalInt maxPlayers) {
    ServerConfig config =
        new ServerConfig(FILE, serverId, role, type, modNames, maxPlayers, Optional.empty());
    return deploy(config, new ServerVerticle(config, node));
  }

  @CanIgnoreReturnValue
  public EdgeNetwork service(int serverId) {
    ServiceConfig config =
        new ServiceConfig(FILE, serverId, "probe", List.of("probe"), Optional.empty());
    return deploy(config, new ServiceVerticle(config, node, new NoDatabase()));
  }

  private EdgeNetwork deploy(NodeConfig config, VerticleBase verticle) {
    deployments.put(config.serverId(), Await.get(vertx.deployVerticle(verticle)));
    awaitSeen(config.serverId());
    return this;
  }

  /** A node of that role whose calls a test answers. */
  public TestNode scripted(int serverId, String role) {
    return TestNode.join(vertx, serverId, role);
  }

  /** Waits until everybody has heard that a node is up. */
  public void awaitSeen(int serverId) {
    Awaitility.await()
        .until(
            () ->
                Await.get(
                    observer.run(
                        cluster ->
                            Future.succeededFuture(
                                cluster
                                    .directory()
                                    .find(serverId)
                                    .filter(found -> found.status() == NodeStatus.UP)
                                    .isPresent()))));
  }

  /** Drains a node and takes it away. */
  public void retire(int serverId) {
    Await.get(vertx.undeploy(deployments.remove(serverId)));
  }

  public DelosClient newClient() {
    return new DelosClient(vertx, List.of(new ProbeMod(journal)), Clock.systemUTC());
  }

  /** A client that tries to get in by that proxy. */
  public Future<?> connecting(DelosClient client, String uid, int proxyId) {
    return client.connectOnce(url(proxyId), token(uid));
  }

  /** A client that is in. */
  public DelosClient connect(String uid, int proxyId) {
    DelosClient client = newClient();
    Await.get(connecting(client, uid, proxyId));
    return client;
  }

  /** A client that is in and stays connected, by one of these proxies. */
  public DelosClient connectToStay(String uid, URI... proxies) {
    DelosClient client = newClient();
    Await.get(client.connect(List.of(proxies), token(uid)));
    return client;
  }

  public static ProbeMod.Client probe(DelosClient client) {
    return client.system(ProbeMod.Client.class);
  }

  public URI url(int proxyId) {
    return URI.create("ws://127.0.0.1:" + ports.get(proxyId) + "/ws");
  }

  /** A token that is good for decades. */
  public String token(String uid) {
    return JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(SECRET)))
        .generateToken(
            new JsonObject()
                .put("sub", uid)
                .put("jti", UUID.randomUUID().toString())
                .put("exp", 4_000_000_000L),
            new JWTOptions().setIssuer("delos").addAudience("delos"));
  }

  /** What the nodes measure, of that name: the sum of all its lines that have that text. */
  public double measured(String name, String tag) {
    return meters
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name) && line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Asks a proxy something of its sessions, as other nodes do. */
  public Future<JsonObject> ask(int proxyId, String method, JsonObject args) {
    return observer.run(
        cluster ->
            cluster
                .caller()
                .request(proxyId, SessionCalls.MODULE, method, args, Duration.ofSeconds(5)));
  }

  /** Where the network takes an account for online. */
  public Optional<Online> online(String uid) {
    return Await.get(observer.run(cluster -> cluster.presence().find(uid)));
  }

  @Override
  public void close() {
    Await.get(vertx.close());
  }
}
