package dev.delos.launcher;

import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.config.ConfFolder;
import dev.delos.config.ConfigLoader;
import dev.delos.config.DelosConfig;
import dev.delos.database.TestDatabase;
import dev.delos.mods.daily.DailyMod;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A whole network in this JVM: every role of {@code conf}, on a database of its own. */
public final class TestNetwork implements AutoCloseable {
  private static final int PROXY = 1001;
  private static final int MASTER = 9001;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase database = TestDatabase.create();
  private final DelosConfig config;
  private final Clock clock;
  private Network network;

  private TestNetwork(ConfFolder conf, Clock clock) {
    this.config = conf.load(Map.of(ConfigLoader.DATABASE_URL, database.connectionString()));
    this.clock = clock;
    this.network = Await.get(Network.start(vertx, config, clock));
  }

  /** Starts the project's own configuration. */
  public static TestNetwork start(Path directory, Clock clock) {
    return start(ConfFolder.copyTo(directory), clock);
  }

  public static TestNetwork start(ConfFolder conf, Clock clock) {
    return new TestNetwork(conf, clock);
  }

  /** Stops all nodes and starts them anew on the same database. */
  public void restart() {
    Await.get(network.stop());
    network = Await.get(Network.start(vertx, config, clock));
  }

  public Vertx vertx() {
    return vertx;
  }

  public TestDatabase database() {
    return database;
  }

  /** Logs in as a guest and connects. */
  public DelosClient connect(String name) {
    DelosClient client = newClient();
    Await.get(client.connect(webSocket(), token(name)));
    return client;
  }

  /** A client that has not connected, with the daily mod. */
  public DelosClient newClient() {
    return new DelosClient(vertx, List.of(new DailyMod()), clock);
  }

  public URI webSocket() {
    return URI.create("ws://127.0.0.1:" + network.port(PROXY) + "/ws");
  }

  public URI page() {
    return URI.create("http://127.0.0.1:" + network.port(PROXY) + "/");
  }

  /** The operators' console. */
  public URI console() {
    return URI.create("http://127.0.0.1:" + network.port(MASTER) + "/console/");
  }

  /** A guest's token. */
  public String token(String name) {
    HttpResponse<String> answer = login(new JsonObject().put("name", name).encode());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
    return new JsonObject(answer.body()).getString("token");
  }

  /** A token with these claims and ours, signed with the network's own key. */
  public String signed(JsonObject claims) {
    return JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions()
                        .setAlgorithm("HS256")
                        .setBuffer(read(DevSecrets.JWT_SECRET))))
        .generateToken(claims, new JWTOptions().setIssuer("delos").addAudience("delos"));
  }

  public HttpResponse<String> login(String body) {
    return post(page().resolve("/login"), body, Map.of());
  }

  /** Sends an operator's command with the operators' token. */
  public HttpResponse<String> operator(String path, String body) {
    return operator(path, body, Map.of("Authorization", "Bearer " + operatorToken()));
  }

  public HttpResponse<String> operator(String path, String body, Map<String, String> headers) {
    URI url = URI.create("http://127.0.0.1:" + network.port(MASTER) + path);
    return post(url, body, headers);
  }

  /** What a node says of its health: {@code live} or {@code ready}. */
  HttpResponse<String> health(int serverId, String what) {
    URI url = URI.create("http://127.0.0.1:" + network.healthPort(serverId) + "/health/" + what);
    return send(HttpRequest.newBuilder(url).build());
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(page().resolve(path)).build());
  }

  @Override
  public void close() {
    Await.get(network.stop());
    Await.get(vertx.close());
    database.close();
  }

  /** The operators' token. */
  public String operatorToken() {
    return read(DevSecrets.OPERATOR_TOKEN);
  }

  private String read(String file) {
    try {
      return Files.readString(config.dataDir().resolve(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> post(URI url, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request.build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
