package dev.delos.edge;

import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.Mod;
import dev.delos.sdk.Player;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.ClientHost;
import dev.delos.sdk.spi.ServerHost;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lobbies send each player numbered events, and each is answered with a numbered one: what is lost,
 * doubled or out of order is seen at once on the other side. The lobbies go on with each other's
 * numbers: those of one process by themselves, those of several through a file.
 *
 * <p>Its configuration: {@code paceMillis} between two numbers to a player; {@code file}, where the
 * lobbies of several processes share the numbers of players whose uids end with a number.
 */
public final class NumbersMod implements Mod {
  private static final String NAME = "numbers";
  private static final int TICK_MILLIS = 50;
  private static final int MOVES_AT_ONCE = 32;
  private static final int DEFAULT_PACE_MILLIS = 200;

  private final Tally tally;

  /** For the service loader. */
  public NumbersMod() {
    this(new Tally());
  }

  public NumbersMod(Tally tally) {
    this.tally = tally;
  }

  @Override
  public String name() {
    return NAME;
  }

  private static JsonObject number() {
    JsonObject number = new JsonObject().put("type", "integer").put("minimum", 0);
    return new JsonObject()
        .put("type", "object")
        .put("required", new JsonArray().add("number"))
        .put("properties", new JsonObject().put("number", number));
  }

  @Override
  public void register(Systems systems) {
    systems.client("Client", host -> new Client(host, tally));
    systems.clientEvent("Client", "Number", number());
    systems.server("Server", host -> new Server(host, tally));
  }

  @Override
  public JsonObject configSchema() {
    return new JsonObject(
        """
        {"type": "object", "additionalProperties": false, "properties": {
          "paceMillis": {"type": "integer", "minimum": 50},
          "file": {"type": "string"}}}
        """);
  }

  /** What has arrived, on either side. */
  public static final class Tally {
    private static final int FAULTS_KEPT = 100;

    private final Numbers sent = new Numbers.InMemory();
    private final Numbers.InMemory heard = new Numbers.InMemory();
    private final Numbers received = new Numbers.InMemory();
    private final Numbers said = new Numbers.InMemory();
    private final Map<String, AtomicLong> resumes = new ConcurrentHashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /** No new number is sent; each player is told the last. */
    public void end() {
      over = true;
    }

    /** Events that have arrived. */
    public long events() {
      return events.get();
    }

    public long lost() {
      return lost.get();
    }

    /** Those that came twice, or after a later one. */
    public long repeated() {
      return repeated.get();
    }

    /** How many clients have been told the last number, and have it. */
    public int finished() {
      return finished.size();
    }

    /** The first hundred since they were cleared. */
    public List<String> faults() {
      return faults;
    }

    /** How often clients came back, by what they were told of losses. */
    public Map<String, AtomicLong> resumes() {
      return resumes;
    }

    /** The last number that a client has sent, by the player's id. */
    public int said(String id) {
      return said.last(id);
    }

    @Override
    public String toString() {
      return "numbers: events=%d lost=%d repeated=%d finished=%d"
          .formatted(events(), lost(), repeated(), finished());
    }

    private void arrived(Numbers numbers, String what, String key, int number) {
      events.incrementAndGet();
      int last = numbers.last(key);
      if (number <= last) {
        repeated.incrementAndGet();
        fault(what, key, number, last);
        return;
      }
      if (number > last + 1) {
        lost.addAndGet(number - last - 1);
        fault(what, key, number, last);
      }
      numbers.set(key, number);
    }

    private void isLast(String id, int number) {
      int last = received.last(id);
      if (last == number) {
        finished.add(id);
      } else {
        lost.addAndGet(number - last);
        fault("the end", id, number, last);
      }
    }

    private void fault(String what, String key, int number, int last) {
      if (faults.size() < FAULTS_KEPT) {
        faults.add(what + " of " + key + ": " + number + " after " + last + " " + Instant.now());
      }
    }
  }

  /** The last number of each player. One player's is written by one thread at a time. */
  private interface Numbers {
    int last(String key);

    void set(String key, int number);

    default int next(String key) {
      int next = last(key) + 1;
      set(key, next);
      return next;
    }

    /** By the player's id. */
    final class InMemory implements Numbers {
      private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

      JsonObject all() {
        return new JsonObject(Map.copyOf(numbers));
      }

      @Override
      public int last(String key) {
        return numbers.getOrDefault(key, 0);
      }

      @Override
      public void set(String key, int number) {
        numbers.put(key, number);
      }
    }

    /** In a file that processes share; the number at the end of the key says where. */
    final class Shared implements Numbers {
      private static final int MOST = 1 << 17;
      private static final VarHandle INT =
          MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

      private final MappedByteBuffer numbers;

      Shared(Path file, int part) throws IOException {
        try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
          numbers = channel.map(FileChannel.MapMode.READ_WRITE, 4L * MOST * part, 4L * MOST);
        }
      }

      @Override
      public int last(String key) {
        return (int) INT.getVolatile(numbers, offset(key));
      }

      @Override
      public void set(String key, int number) {
        INT.setVolatile(numbers, offset(key), number);
      }

      private static int offset(String key) {
        return 4 * Integer.parseInt(key.replaceFirst(".*\\D", ""));
      }
    }
  }

  /** Answers each number. */
  public static final class Client extends ClientSystem {
    private final Tally tally;
    private volatile String id = "";

    Client(ClientHost host, Tally tally) {
      super(host);
      this.tally = tally;
    }

    @Override
    public Future<?> start() {
      listenForEvent(NAME, "Server", "Number", this::number);
      listenForEvent(
          NAME,
          "Server",
          "Last",
          data -> tally.isLast(data.getString("id"), data.getInteger("number")));
      listenForEvent(
          engineNamespace(),
          engineSystemName(),
          EngineEvents.CONNECTION_RESUMED,
          data ->
              tally
                  .resumes
                  .computeIfAbsent(data.getString("loss"), first -> new AtomicLong())
                  .incrementAndGet());
      return Future.succeededFuture();
    }

    /** The player's id of the last number; empty before. */
    public String id() {
      return id;
    }

    private void number(JsonObject data) {
      id = data.getString("id");
      tally.arrived(tally.received, "an event", id, data.getInteger("number"));
      notifyToServer("Number", new JsonObject().put("number", tally.said.next(id)));
    }
  }

  private static final class Server extends ServerSystem {
    private final Tally tally;
    private Numbers sent;
    private Numbers heard;
    private boolean isShared;
    private int slots;
    private int ticks;
    private int moveTo;

    private final Map<String, Integer> notMoved = new HashMap<>();

    /** Who has been told the last number; one who is moved here later, too. */
    private final Set<String> told = new HashSet<>();

    Server(ServerHost host, Tally tally) {
      super(host);
      this.tally = tally;
      this.sent = tally.sent;
      this.heard = tally.heard;
    }

    @Override
    public Future<?> start() throws IOException {
      slots = Math.max(1, config().getInteger("paceMillis", DEFAULT_PACE_MILLIS) / TICK_MILLIS);
      String file = config().getString("file");
      if (file != null) {
        isShared = true;
        sent = new Numbers.Shared(Path.of(file), 0);
        heard = new Numbers.Shared(Path.of(file), 1);
      }
      listenForEvent(NAME, "Client", "Number", this::hear);
      registerOpCommand(
          "/numbers/end",
          args -> {
            tally.end();
            JsonObject answer = new JsonObject().put("lost", tally.lost());
            return Future.succeededFuture(
                answer.put("repeated", tally.repeated()).put("events", tally.events()));
          });
      registerOpCommand("/numbers/move", this::move);
      registerOpCommand(
          "/numbers/moves",
          args ->
              Future.succeededFuture(
                  new JsonObject()
                      .put("left", players().size())
                      .put("failures", new JsonObject(Map.copyOf(notMoved)))));
      registerOpCommand("/numbers/heard", args -> Future.succeededFuture(tally.heard.all()));
      Vertx.currentContext().owner().setPeriodic(TICK_MILLIS, id -> tick());
      return Future.succeededFuture();
    }

    /** Has the next tick move all players who are here: not within the command's own deadline. */
    private Future<JsonObject> move(JsonObject args) {
      moveTo = args.getInteger("to");
      return Future.succeededFuture(new JsonObject());
    }

    private void moveAll(int to) {
      Queue<Player> waiting = new ArrayDeque<>(players());
      for (int i = 0; i < MOVES_AT_ONCE; i++) {
        moveNext(waiting, to);
      }
    }

    private void moveNext(Queue<Player> waiting, int to) {
      Player next = waiting.poll();
      if (next != null) {
        transferToOtherServerById(next.id(), to, new JsonObject())
            .onFailure(stays -> notMoved.merge(String.valueOf(stays.getMessage()), 1, Integer::sum))
            .onComplete(moved -> moveNext(waiting, to));
      }
    }

    private void hear(JsonObject data) {
      String key = data.getString(isShared ? "__uid__" : "__id__");
      tally.arrived(heard, "a notify", key, data.getInteger("number"));
    }

    /** A part of the players each time. */
    private void tick() {
      if (moveTo != 0) {
        moveAll(moveTo);
        moveTo = 0;
      }
      if (tally.over) {
        players().stream()
            .filter(player -> told.add(player.id()))
            .forEach(player -> tell(player, "Last", sent.last(key(player))));
        return;
      }
      int slot = ticks++ % slots;
      for (Player player : players()) {
        if (Math.floorMod(player.id().hashCode(), slots) == slot) {
          tell(player, "Number", sent.next(key(player)));
        }
      }
    }

    private String key(Player player) {
      return isShared ? player.uid() : player.id();
    }

    private void tell(Player player, String event, int number) {
      JsonObject data = new JsonObject().put("id", player.id()).put("number", number);
      notifyToClient(player.id(), event, data);
    }
  }
}
