package dev.delos.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.instance.impl.LifecycleServiceImpl;
import com.hazelcast.multimap.MultiMap;
import dev.delos.Await;
import dev.delos.FreePort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A Hazelcast cluster in this JVM, with the settings of {@code conf/cluster.yaml}: each member a
 * Vert.x of its own, as a process would have. They talk through sockets.
 */
public final class TestCluster implements AutoCloseable {
  private static final Path ORIGINAL = Path.of("conf", "cluster.yaml");

  private final Path file;
  private final List<Vertx> members = new ArrayList<>();
  private final List<Vertx> killed = new ArrayList<>();

  /**
   * A cluster without members.
   *
   * @param directory where its settings are written
   */
  public TestCluster(Path directory) {
    this(directory, settings -> settings);
  }

  /** A cluster whose settings are other ones. */
  public TestCluster(Path directory, UnaryOperator<String> settings) {
    this.file = directory.resolve("cluster.yaml");
    try {
      Files.writeString(
          file,
          settings
              .apply(Files.readString(ORIGINAL))
              .replace("cluster-name: delos", "cluster-name: test-" + UUID.randomUUID())
              .replace("port: 5701", "port: " + FreePort.find())
              .replace("wait.seconds.before.join: 1", "wait.seconds.before.join: 0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new member. */
  public Vertx join() {
    return join(new VertxOptions());
  }

  public Vertx join(VertxOptions options) {
    ClusterOptions.limit(options.getEventBusOptions());
    options.getEventBusOptions().setHost("127.0.0.1");
    Vertx member =
        Await.get(
            Vertx.builder()
                .with(options)
                .withClusterManager(ClusterOptions.manager(file))
                .buildClustered());
    members.add(member);
    return member;
  }

  /** Takes a member out as a crash does: nothing on it says goodbye. */
  public void kill(Vertx member) {
    hazelcast(member).getLifecycleService().terminate();
    members.remove(member);
    killed.add(member);
  }

  /** Has the cluster tell a member that it was cut off and has joined the others again. */
  public void tellMerged(Vertx member) {
    ((LifecycleServiceImpl) hazelcast(member).getLifecycleService())
        .fireLifecycleEvent(LifecycleState.MERGED);
  }

  /** How many operations on that map all members together have asked for so far. */
  public long operations(String map) {
    return members.stream()
        .mapToLong(member -> hazelcast(member).getMap(map).getLocalMapStats().total())
        .sum();
  }

  /** How many members there are, as one of them sees it. */
  int size(Vertx member) {
    return manager(member).getNodes().size();
  }

  /** How many registrations the event bus has, by address, of all members. */
  public Map<String, Integer> registrations() {
    MultiMap<String, Object> subscriptions = hazelcast(members.get(0)).getMultiMap("__vertx.subs");
    Map<String, Integer> counts = new TreeMap<>();
    for (String address : subscriptions.keySet()) {
      counts.put(address, subscriptions.valueCount(address));
    }
    return counts;
  }

  @Override
  public void close() {
    killed.forEach(dead -> Await.get(dead.close().transform(ended -> Future.succeededFuture())));
    for (int i = members.size() - 1; i >= 0; i--) {
      Await.get(members.get(i).close());
    }
  }

  /** Takes all registrations of an address out of the cluster, as a member that woke up may. */
  void loseRegistrations(String address) {
    hazelcast(members.get(0)).getMultiMap("__vertx.subs").remove(address);
  }

  private static HazelcastInstance hazelcast(Vertx member) {
    return manager(member).getHazelcastInstance();
  }

  private static HazelcastClusterManager manager(Vertx member) {
    return (HazelcastClusterManager) ((VertxInternal) member).clusterManager();
  }
}
