package dev.delos.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.YamlConfigBuilder;
import com.hazelcast.core.HazelcastException;
import dev.delos.config.BusTls;
import dev.delos.config.ConfigException;
import dev.delos.config.TlsConfig;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a process joins the others. */
public final class ClusterOptions {
  private static final int CONNECT_TIMEOUT_MS = 3_000;
  private static final long PING_MS = 5_000;

  private ClusterOptions() {}

  /**
   * The cluster manager that a Hazelcast configuration describes. Blocks.
   *
   * @param file {@code cluster.yaml}
   * @throws ConfigException if it can't be read or is none
   */
  public static ClusterManager manager(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Config config = new YamlConfigBuilder(in).build();
      return new HazelcastClusterManager(config);
    } catch (IOException e) {
      throw new ConfigException(file, "(file)", "no readable file", "a Hazelcast configuration");
    } catch (HazelcastException | IllegalArgumentException e) {
      throw new ConfigException(
          file, "(file)", String.valueOf(e.getMessage()), "a Hazelcast configuration");
    }
  }

  /**
   * Has processes show each other certificates, and speak to nobody else. Of the cluster manager's
   * own connections that says nothing.
   */
  public static void secure(EventBusOptions options, BusTls tls) {
    options
        .setSsl(true)
        .setUseAlpn(false)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .addCertPath(tls.files().cert().toString())
                .addKeyPath(tls.files().privateKey().toString()))
        .setTrustOptions(new PemTrustOptions().addCertPath(tls.authorities().toString()))
        .setTrustAll(false)
        .setClientAuth(ClientAuth.REQUIRED)
        .setEnabledSecureTransportProtocols(TlsConfig.PROTOCOLS);
  }

  /** Limits in place of Vert.x's own, which wait a minute for a host that is gone. */
  public static void limit(EventBusOptions options) {
    options
        .setConnectTimeout(CONNECT_TIMEOUT_MS)
        .setClusterPingInterval(PING_MS)
        .setClusterPingReplyInterval(PING_MS);
  }

  /**
   * For a process of one node: the bus' sockets are on the node's own event loop, so that a message
   * goes from thread to thread neither when it is sent nor when it arrives. A size that somebody
   * has chosen stays.
   */
  public static void oneEventLoop(VertxOptions options) {
    if (options.getEventLoopPoolSize() == VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE) {
      options.setEventLoopPoolSize(1);
    }
  }
}
