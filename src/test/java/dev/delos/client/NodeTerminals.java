package dev.delos.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.delos.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code delos.js} in a process of Node. */
final class NodeTerminals implements Terminals {
  private static final Path SCRIPT = Path.of("src", "test", "resources", "client", "terminals.mjs");
  private static final Path LOG = Path.of("target", "terminals.log");
  private static final Path LIBRARY = Path.of("js", "delos.js");

  private final Process process;
  private final Writer calls;
  private final Map<Integer, Promise<Object>> answers = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();

  NodeTerminals() {
    try {
      process =
          Node.process(SCRIPT.toString(), LIBRARY.toUri().toString())
              .redirectError(LOG.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    calls = process.outputWriter(UTF_8);
    Thread reader = new Thread(this::read, "node-answers");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    BufferedReader lines = process.inputReader(UTF_8);
    lines
        .lines()
        .map(JsonObject::new)
        .forEach(line -> answers.remove(line.getInteger("id")).complete(line.getValue("result")));
    answers.values().forEach(waiting -> waiting.tryFail("Node has ended"));
  }

  private Future<Object> call(int player, String call, JsonObject args) {
    int id = ids.incrementAndGet();
    Promise<Object> answer = Promise.promise();
    answers.put(id, answer);
    JsonObject line = new JsonObject().put("id", id).put("player", player);
    synchronized (calls) {
      try {
        calls.write(line.put("call", call).put("args", args).encode() + "\n");
        calls.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return answer.future();
  }

  @Override
  public Terminal create(List<URI> urls, String token, Optional<String> storage) {
    int player = ids.incrementAndGet();
    JsonArray all = new JsonArray();
    urls.forEach(url -> all.add(url.toString()));
    JsonObject args = new JsonObject().put("urls", all).put("token", token);
    storage.ifPresent(name -> args.put("storage", name));
    Await.get(call(player, "create", args));
    return new Player(player);
  }

  @Override
  public Future<JsonObject> logInAsGuest(URI proxy, String name) {
    return call(0, "logInAsGuest", new JsonObject().put("url", proxy.toString()).put("name", name))
        .map(JsonObject.class::cast);
  }

  @Override
  public void skip(Duration time) {
    Await.get(call(0, "skip", new JsonObject().put("ms", time.toMillis())));
  }

  @Override
  public void close() {
    process.destroy();
  }

  private final class Player implements Terminal {
    private final int player;

    Player(int player) {
      this.player = player;
    }

    private Future<Object> run(String name, JsonObject args) {
      return call(player, name, args);
    }

    private Future<JsonObject> object(String name) {
      return run(name, new JsonObject()).map(JsonObject.class::cast);
    }

    private List<String> lines(String name) {
      JsonArray lines = (JsonArray) Await.get(run(name, new JsonObject()));
      return lines.stream().map(String.class::cast).toList();
    }

    @Override
    public Future<JsonObject> connect() {
      return object("connect");
    }

    @Override
    public Future<JsonObject> connectOnce() {
      return object("connectOnce");
    }

    @Override
    public Future<JsonObject> connectAgain() {
      return object("connectAgain");
    }

    @Override
    public List<String> states() {
      return lines("states");
    }

    @Override
    public Optional<JsonObject> player() {
      return Optional.ofNullable(Await.get(object("player")));
    }

    @Override
    public List<String> faults() {
      return lines("faults");
    }

    @Override
    public List<String> heard() {
      return lines("heard");
    }

    @Override
    public List<String> engine() {
      return lines("engine");
    }

    @Override
    public boolean notify(String event, JsonObject data) {
      return (Boolean)
          Await.get(run("notify", new JsonObject().put("event", event).put("data", data)));
    }

    @Override
    public boolean notifyService(int serverId, String event, JsonObject data) {
      JsonObject args = new JsonObject().put("serverId", serverId).put("event", event);
      return (Boolean) Await.get(run("notifyService", args.put("data", data)));
    }

    @Override
    public void broadcast(String event, JsonObject data) {
      Await.get(run("broadcast", new JsonObject().put("event", event).put("data", data)));
    }

    @Override
    public void drop() {
      Await.get(run("drop", new JsonObject()));
    }

    @Override
    public Future<Void> close() {
      return run("close", new JsonObject()).mapEmpty();
    }
  }
}
