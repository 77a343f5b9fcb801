package dev.delos.client;

import dev.delos.Await;
import dev.delos.protocol.Frame;
import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.Mod;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.ClientHost;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The Java client. */
final class JavaTerminals implements Terminals {
  private final Vertx vertx;
  private final HttpClient http;
  private final AtomicLong skipped = new AtomicLong();
  private final Map<String, SessionStorage> storages = new ConcurrentHashMap<>();

  JavaTerminals(Vertx vertx) {
    this.vertx = vertx;
    this.http = vertx.createHttpClient();
  }

  @Override
  public Terminal create(List<URI> urls, String token, Optional<String> storage) {
    DelosClient client =
        DelosClient.silentBy(
            vertx,
            List.of(new ProbeMod()),
            Clock.systemUTC(),
            () -> System.nanoTime() + skipped.get());
    storage
        .map(name -> storages.computeIfAbsent(name, first -> new MapStorage()))
        .ifPresent(client::keepSessionIn);
    return new Player(client, urls, token);
  }

  @Override
  public Future<JsonObject> logInAsGuest(URI proxy, String name) {
    return DelosClient.logInAsGuest(http, proxy, name)
        .map(
            guest ->
                new JsonObject()
                    .put("token", guest.token())
                    .put("uid", guest.uid())
                    .put("name", guest.name())
                    .put("expiresIn", guest.lifetime().toSeconds()))
        .otherwise(
            refused -> new JsonObject().put("code", ((LoginRefusedException) refused).code()));
  }

  @Override
  public void skip(Duration time) {
    skipped.addAndGet(time.toNanos());
  }

  @Override
  public void close() {
    http.close().onComplete(closed -> {});
  }

  private static final class MapStorage implements SessionStorage {
    private final Map<String, String> items = new ConcurrentHashMap<>();

    @Override
    public String getItem(String key) {
      return items.get(key);
    }

    @Override
    public void setItem(String key, String value) {
      items.put(key, value);
    }

    @Override
    public void removeItem(String key) {
      items.remove(key);
    }
  }

  private static final class ProbeMod implements Mod {
    @Override
    public String name() {
      return "probe";
    }

    @Override
    public void register(Systems systems) {
      systems.client("Broken", Broken::new);
      systems.client("Client", Probe::new);
    }
  }

  private static final class Broken extends ClientSystem {
    Broken(ClientHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      listenForEvent(
          "probe",
          "Server",
          "Answer",
          data -> {
            throw new IllegalStateException("it was taken out");
          });
      return Future.failedFuture("as the test wants it");
    }
  }

  /** Says things, and keeps what it hears. */
  private static final class Probe extends ClientSystem {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> engine = new CopyOnWriteArrayList<>();

    Probe(ClientHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      listenForEvent("probe", "Server", "Answer", data -> heard.add(data.getString("text")));
      listenForEvent("probe", "Service", "Answer", data -> heard.add(data.getString("text")));
      listenForEvent(
          "probe", "Client", "Aside", data -> heard.add("aside " + data.getString("text")));
      listenForEngine(EngineEvents.UI_INIT_FINISHED, data -> "ready");
      listenForEngine(
          EngineEvents.CONNECTION_LOST,
          data -> "lost " + data.getInteger("code") + " " + data.getBoolean("comesBack"));
      listenForEngine(
          EngineEvents.CONNECTION_RESUMED,
          data -> "back " + data.getBoolean("resumed") + " " + data.getString("loss"));
      return Future.succeededFuture();
    }

    private void listenForEngine(String event, Function<JsonObject, String> line) {
      listenForEvent(
          engineNamespace(), engineSystemName(), event, data -> engine.add(line.apply(data)));
    }

    boolean say(String event, JsonObject data) {
      return notifyToServer(event, data);
    }

    boolean say(int serverId, String event, JsonObject data) {
      return notifyToServiceNode(serverId, event, data);
    }

    void tell(String event, JsonObject data) {
      broadcastEvent(event, data);
    }
  }

  private static final class Player implements Terminal {
    private final DelosClient client;
    private final List<URI> urls;
    private final String token;
    private final List<String> states = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    Player(DelosClient client, List<URI> urls, String token) {
      this.client = client;
      this.urls = urls;
      this.token = token;
      client.onFault(fault -> faults.add(fault.code().name()));
      client.onState(
          now -> {
            String name = now.state().name().toLowerCase(Locale.ROOT);
            states.add((name + " " + now.code()).strip());
          });
    }

    @Override
    public Future<JsonObject> connect() {
      return outcome(client.connect(urls, token));
    }

    @Override
    public Future<JsonObject> connectOnce() {
      return outcome(client.connectOnce(urls.get(0), token));
    }

    @Override
    public Future<JsonObject> connectAgain() {
      return outcome(client.connect());
    }

    private static Future<JsonObject> outcome(Future<Frame.Welcome> connected) {
      return connected
          .map(Player::toJson)
          .otherwise(
              over -> new JsonObject().put("code", ((ConnectionClosedException) over).code()));
    }

    private static JsonObject toJson(Frame.Welcome welcome) {
      return new JsonObject()
          .put("id", welcome.playerId())
          .put("uid", welcome.uid())
          .put("name", welcome.name());
    }

    @Override
    public List<String> states() {
      return List.copyOf(states);
    }

    @Override
    public Optional<JsonObject> player() {
      return client.player().map(Player::toJson);
    }

    @Override
    public List<String> faults() {
      return List.copyOf(faults);
    }

    @Override
    public List<String> heard() {
      return List.copyOf(probe().heard);
    }

    @Override
    public List<String> engine() {
      return List.copyOf(probe().engine);
    }

    private Probe probe() {
      return client.system(Probe.class);
    }

    /** As a system does. */
    private boolean onContext(BooleanSupplier call) {
      return Await.get(client.onContext(() -> Future.succeededFuture(call.getAsBoolean())));
    }

    @Override
    public boolean notify(String event, JsonObject data) {
      return onContext(() -> probe().say(event, data));
    }

    @Override
    public boolean notifyService(int serverId, String event, JsonObject data) {
      return onContext(() -> probe().say(serverId, event, data));
    }

    @Override
    public void broadcast(String event, JsonObject data) {
      probe().tell(event, data);
    }

    @Override
    public void drop() {
      client.drop();
    }

    @Override
    public Future<Void> close() {
      return client.close();
    }
  }
}
