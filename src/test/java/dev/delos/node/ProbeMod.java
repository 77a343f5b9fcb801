package dev.delos.node;

import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.Mod;
import dev.delos.sdk.PlayerSave;
import dev.delos.sdk.ServerCalls;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.ClientHost;
import dev.delos.sdk.spi.ServerHost;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down who comes and goes and what is said, and answers what a client says. */
public final class ProbeMod implements Mod {
  private final Journal journal;
  private final Map<Integer, ServerCalls> servers = new ConcurrentHashMap<>();
  private volatile PlayerSave save = player -> Future.succeededFuture();

  public ProbeMod(Journal journal) {
    this.journal = journal;
  }

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public void register(Systems systems) {
    systems.client("Client", Client::new);
    systems.clientEvent("Client", "Say", said());
    systems.server("Server", host -> new Server(host, this));
    systems.service("Service", host -> new Service(host, journal));
  }

  private static JsonObject said() {
    JsonObject text = new JsonObject().put("type", "string").put("description", "a text");
    return new JsonObject()
        .put("type", "object")
        .put("additionalProperties", false)
        .put("required", new JsonArray().add("text"))
        .put("properties", new JsonObject().put("text", text));
  }

  /** What a lobby's system may call. */
  public ServerCalls server(int serverId) {
    return servers.get(serverId);
  }

  /** What lobbies do when a player leaves, from now on. */
  public void savesBy(PlayerSave newSave) {
    save = newSave;
  }

  /** Says things, and keeps the answers. */
  public static final class Client extends ClientSystem {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> engine = new CopyOnWriteArrayList<>();

    Client(ClientHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      listenForEvent("probe", "Server", "Answer", data -> heard.add(data.getString("text")));
      listenForEvent("probe", "Service", "Answer", data -> heard.add(data.getString("text")));
      listenForEvent("probe", "Service", "Told", data -> heard.add(data.getString("text")));
      listenForEvent(
          engineNamespace(),
          engineSystemName(),
          EngineEvents.CONNECTION_LOST,
          data -> engine.add("lost " + data.getInteger("code") + " " + data.getValue("comesBack")));
      listenForEvent(
          engineNamespace(),
          engineSystemName(),
          EngineEvents.CONNECTION_RESUMED,
          data -> engine.add("back " + data.getValue("resumed") + " " + data.getString("loss")));
      return Future.succeededFuture();
    }

    /** What became of the connection. */
    public List<String> engine() {
      return engine;
    }

    public void say(String text) {
      notifyToServer("Say", new JsonObject().put("text", text));
    }

    public void forge(int serverId, JsonObject data) {
      notifyToServiceNode(serverId, "Say", data);
    }

    public List<String> heard() {
      return heard;
    }
  }

  private static final class Server extends ServerSystem {
    private final ProbeMod mod;
    private final Journal journal;

    Server(ServerHost host, ProbeMod mod) {
      super(host);
      this.mod = mod;
      this.journal = mod.journal;
    }

    @Override
    public Future<?> start() {
      mod.servers.put(serverId(), new ServerCalls(this));
      registerPlayerSave(player -> mod.save.save(player));
      listenForEvent(
          engineNamespace(),
          engineSystemName(),
          EngineEvents.ADD_SERVER_PLAYER,
          data -> journal.add(serverId() + " add " + describe(data)));
      listenForEvent(
          engineNamespace(),
          engineSystemName(),
          EngineEvents.DEL_SERVER_PLAYER,
          data -> journal.add(serverId() + " del " + describe(data)));
      listenForEvent(
          engineNamespace(),
          engineSystemName(),
          EngineEvents.SERVER_WILL_SHUT_DOWN,
          data -> journal.add(serverId() + " will shut down"));
      listenForEvent("probe", "Client", "Say", this::said);
      return Future.succeededFuture();
    }

    private static String describe(JsonObject data) {
      JsonObject param = data.getJsonObject("transferParam");
      return data.getString("uid")
          + (data.getBoolean("isTransfer") ? " by transfer" : "")
          + (param.isEmpty() ? "" : " with " + param.encode());
    }

    private void said(JsonObject data) {
      String text = data.getString("text");
      String silenced = isSilenced(data.getString("__id__")) ? " silenced" : "";
      journal.add(serverId() + " heard " + data.getString("__uid__") + silenced + ": " + text);
      notifyToClient(
          data.getString("__id__"),
          "Answer",
          new JsonObject().put("text", serverId() + " " + text));
    }
  }

  private static final class Service extends ServiceSystem {
    private final Journal journal;

    Service(ServiceHost host, Journal journal) {
      super(host);
      this.journal = journal;
    }

    @Override
    public Future<?> start() {
      listenForEvent("probe", "Client", "Say", this::said);
      return Future.succeededFuture();
    }

    private void said(JsonObject data) {
      journal.add(serverId() + " heard " + data.encode());
      remoteNotifyToClient(
          data.getString("__uid__"),
          data.getInteger("__proxyId__"),
          "Answer",
          new JsonObject().put("text", serverId() + " " + data.getString("text")));
    }
  }
}
