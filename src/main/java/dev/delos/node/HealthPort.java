package dev.delos.node;

import dev.delos.cluster.ClusterNode;
import dev.delos.config.HealthConfig;
import dev.delos.config.NodeConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's {@code /health/live} (its event loop runs) and {@code /health/ready} (it is UP, sees
 * enough members, and its database answers), on a port of their own: 200, or 503 with what fails;
 * and there {@code /metrics}, of its process, for Prometheus.
 */
final class HealthPort {
  private static final Logger log = LoggerFactory.getLogger(HealthPort.class);
  private static final Duration CHECK_LIMIT = Duration.ofSeconds(3);

  private final Vertx vertx;
  private final NodeContext node;
  private final ClusterNode cluster;
  private @Nullable HttpServer http;

  HealthPort(Vertx vertx, NodeContext node, ClusterNode cluster) {
    this.vertx = vertx;
    this.node = node;
    this.cluster = cluster;
  }

  /** Listens, if the node's configuration names a port. */
  Future<Void> open(NodeConfig config) {
    if (config.health().isEmpty()) {
      return Future.succeededFuture();
    }
    HealthConfig health = config.health().get();
    http = vertx.createHttpServer().requestHandler(router());
    return HttpPort.listen(http, health.host(), health.port(), config.file(), "health.port")
        .onSuccess(
            server -> {
              node.healthPorts().accept(config.serverId(), server.actualPort());
              log.info("node {}: health on port {}", config.serverId(), server.actualPort());
            })
        .mapEmpty();
  }

  Future<Void> close() {
    return http == null ? Future.succeededFuture() : http.close();
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.get("/health/live").handler(HealthCheckHandler.createWithHealthChecks(live()));
    router.get("/health/ready").handler(HealthCheckHandler.createWithHealthChecks(ready()));
    router
        .get("/metrics")
        .handler(
            request ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                    .end(node.meters().scrape())
                    .onFailure(gone -> log.debug("nobody waited for the metrics", gone)));
    return router;
  }

  private HealthChecks live() {
    return HealthChecks.create(vertx)
        .register("event-loop", promise -> promise.complete(Status.OK()));
  }

  private HealthChecks ready() {
    HealthChecks checks = HealthChecks.create(vertx);
    checks.register(
        "status",
        promise ->
            promise.complete(
                status(cluster.self().isUp(), "status", cluster.self().status().name())));
    checks.register(
        "members",
        promise ->
            promise.complete(
                status(
                    cluster.members() >= node.minimumMembers(),
                    "members",
                    cluster.members() + " of at least " + node.minimumMembers())));
    node.database()
        .ifPresent(
            database ->
                checks.register(
                    "database",
                    CHECK_LIMIT.toMillis(),
                    promise ->
                        database
                            .get()
                            .onComplete(
                                answered -> promise.complete(Status.OK()),
                                failure ->
                                    promise.complete(
                                        status(false, "failure", failure.toString())))));
    return checks;
  }

  private static Status status(boolean ok, String key, String value) {
    JsonObject data = new JsonObject().put(key, value);
    return ok ? Status.OK(data) : Status.KO(data);
  }
}
