package dev.delos.launcher;

import dev.delos.bots.BotsCommand;
import dev.delos.cluster.ClusterOptions;
import dev.delos.config.BusTls;
import dev.delos.config.ConfigException;
import dev.delos.config.ConfigLoader;
import dev.delos.config.DelosConfig;
import dev.delos.config.Mode;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code java -jar delos.jar}: Vert.x's own launcher with its options, which starts the nodes that
 * {@code -conf} names (a folder, or one role's file; {@code conf} by default).
 */
public final class Main extends VertxApplication implements VertxApplicationHooks {
  private static final Logger log = LoggerFactory.getLogger(Main.class);

  /** The one sub-command; without it, the nodes are started. */
  private static final String BOTS = "bots";

  /** The exit code for a configuration that can't be used: EX_CONFIG of sysexits.h. */
  private static final int EXIT_CONFIG = 78;

  /** The exit code of a stop that had to be cut off. */
  private static final int EXIT_HALTED = 1;

  /** Within the 10 seconds that a stop may take, the orderly part. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

  /** When a stop that hangs is cut off; what was committed is safe. */
  private static final Duration HALT_LIMIT = Duration.ofMillis(9_500);

  private static final String COMMON_POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

  private final Path clusterFile;
  private final Optional<BusTls> busTls;
  private final boolean clustered;
  private final boolean hasOneNode;
  private final NetworkVerticle network;
  private volatile boolean stopping;

  private Main(String[] args, DelosConfig config, boolean clustered) {
    super(args);
    this.clusterFile = config.clusterFile();
    this.busTls = config.busTls();
    this.clustered = clustered;
    this.hasOneNode = config.nodes().size() == 1;
    this.network = new NetworkVerticle(config);
    if (clustered && busTls.isEmpty() && config.mode() == Mode.PRODUCTION) {
      log.warn("no busTls: what the processes send each other isn't encrypted");
    }
  }

  /** Starts; returns once the nodes are up, or ends the process with one line that says why not. */
  public static void main(String[] args) {
    useCommonPool();
    try {
      if (args.length > 0 && args[0].equals(BOTS)) {
        System.exit(BotsCommand.run(List.of(args).subList(1, args.length), System.out));
      }
      ConfOption options = ConfOption.parse(args);
      if (options.help()) {
        new VertxApplication(args).launch();
        return;
      }
      DelosConfig config = ConfigLoader.load(Path.of(options.conf()), System.getenv());
      new Main(args, config, options.clustered()).launch();
    } catch (ConfigException e) {
      refuse(e);
    }
  }

  /**
   * With a common pool of one thread, as the JVM makes it on one or two processors, Hazelcast
   * starts a new thread for each answer: a proxy then spends its event loop on starting threads.
   */
  private static void useCommonPool() {
    if (Runtime.getRuntime().availableProcessors() <= 2) {
      System.getProperties().putIfAbsent(COMMON_POOL, "2");
    }
  }

  private static void refuse(ConfigException mistake) {
    System.err.println("delos: " + mistake.getMessage());
    System.exit(EXIT_CONFIG);
  }

  @Override
  public VertxBuilder createVertxBuilder(VertxOptions options) {
    VertxBuilder builder = Vertx.builder().with(options);
    if (!clustered) {
      return builder;
    }
    ClusterOptions.limit(options.getEventBusOptions());
    if (hasOneNode) {
      ClusterOptions.oneEventLoop(options);
    }
    busTls.ifPresent(tls -> ClusterOptions.secure(options.getEventBusOptions(), tls));
    return builder.withClusterManager(ClusterOptions.manager(clusterFile));
  }

  @Override
  public Supplier<? extends Deployable> verticleSupplier() {
    return () -> network;
  }

  @Override
  public void afterVerticleDeployed(HookContext context) {
    System.out.print(network.greeting());
  }

  @Override
  public void afterFailureToStartVertx(HookContext context, @Nullable Throwable failure) {
    log.error("Vert.x did not start: {}", String.valueOf(failure));
  }

  @Override
  public void afterFailureToDeployVerticle(HookContext context, @Nullable Throwable failure) {
    if (failure instanceof ConfigException mistake) {
      refuse(mistake);
    } else if (stopping) {
      log.info("stopped while it started");
    } else {
      log.error("the network did not start", failure);
    }
  }

  /** Vert.x would stop the nodes in no order: here the event bus still works for an orderly end. */
  @Override
  public void beforeStoppingVertx(HookContext context) {
    stopping = true;
    haltIfStopHangs();
    try {
      network
          .stopNodes()
          .toCompletionStage()
          .toCompletableFuture()
          .get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the network did not stop in order: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closing Vert.x waits for a database connection that is stuck, for minutes. */
  private static void haltIfStopHangs() {
    Thread watchdog =
        new Thread(
            () -> {
              try {
                TimeUnit.MILLISECONDS.sleep(HALT_LIMIT.toMillis());
                log.error("the stop hangs: cut off after {} ms", HALT_LIMIT.toMillis());
                Runtime.getRuntime().halt(EXIT_HALTED);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop-watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
  }
}
