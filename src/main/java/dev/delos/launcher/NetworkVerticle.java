package dev.delos.launcher;

import dev.delos.config.DelosConfig;
import dev.delos.config.MasterConfig;
import dev.delos.config.Mode;
import dev.delos.config.NodeConfig;
import dev.delos.config.ProxyConfig;
import dev.delos.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Vert.x's launcher deploys: the network of this process. */
final class NetworkVerticle extends VerticleBase {
  private final DelosConfig config;
  private volatile @Nullable Network network;
  private volatile boolean isStopping;

  NetworkVerticle(DelosConfig config) {
    this.config = config;
  }

  @Override
  public Future<?> start() {
    Network starting = new Network(vertx, config, Clock.systemUTC(), NetworkVerticle::endProcess);
    network = starting;
    Promise<Void> started = Promise.promise();
    starting
        .start()
        .onComplete(
            ended -> {
              // Vert.x itself ends what it deploys when it stops, and complains of a second end.
              if (!isStopping) {
                started.handle(ended);
              }
            });
    return started.future();
  }

  /** Stops the nodes in order, those that have started; nothing happens before the start. */
  Future<Void> stopNodes() {
    isStopping = true;
    Network running = network;
    return running == null ? Future.succeededFuture() : running.stop();
  }

  /** As SIGTERM does; on a thread of its own, for the end waits for the event loops. */
  private static void endProcess() {
    new Thread(() -> System.exit(0), "last-node-left").start();
  }

  /** What the operator sees once all nodes are up. */
  String greeting() {
    StringBuilder text = new StringBuilder("\nDelos " + Version.current() + " is ready.\n");
    nodes(ProxyConfig.class)
        .forEach(node -> line(text, "sign-in page", url(node.tls(), node.host(), node.serverId())));
    nodes(MasterConfig.class)
        .forEach(
            node ->
                line(
                    text,
                    "operators' console",
                    url(node.tls(), node.host(), node.serverId()) + "console/"));
    if (config.mode() == Mode.DEV) {
      line(text, "operators' token", "in " + config.dataDir().resolve(DevSecrets.OPERATOR_TOKEN));
    }
    return text.append('\n').toString();
  }

  private <N extends NodeConfig> Stream<N> nodes(Class<N> role) {
    return config.nodes().stream().filter(role::isInstance).map(role::cast);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("  %-18s %s%n", name, value));
  }

  private String url(TlsConfig tls, String host, int serverId) {
    Network running = network;
    String port = running == null ? "" : ":" + running.port(serverId);
    return (tls.isOn() ? "https://" : "http://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + port
        + "/";
  }
}
