package dev.delos.node.proxy;

import dev.delos.node.WebPages;
import dev.delos.protocol.Limits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a proxy serves besides the players' connections, and the bounds of its server. */
final class ProxyHttp {
  private static final Logger log = LoggerFactory.getLogger(ProxyHttp.class);

  /** What the kernel may hold for a client, which the sessions can't count. */
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  /**
   * The most that goes in one frame, either way; what is read of one that is too large, so that its
   * sender can be told.
   */
  static final int FRAME_BYTES = 4 * Limits.MAX_FRAME_BYTES;

  private static final String SOCKETS_AND_IMAGES =
      "connect-src 'self' ws: wss:; img-src 'self' data:; ";

  private static final String WEBROOT = "webroot";

  private ProxyHttp() {}

  /**
   * Compression costs five times the memory a connection, and most of a broadcast's time.
   *
   * @param silence after which a connection is cut
   */
  static HttpServerOptions options(Duration silence) {
    return new HttpServerOptions()
        .setCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(FRAME_BYTES)
        .setMaxWebSocketMessageSize(FRAME_BYTES)
        .setHttp2ClearTextEnabled(false)
        .setSendBufferSize(SEND_BUFFER_BYTES)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setReadIdleTimeout((int) silence.toMillis())
        .setWebSocketClosingTimeout(5);
  }

  /** The page, and the login of guests. */
  static Router router(Vertx vertx, GuestLogin login) {
    Router router = Router.router(vertx);
    router.route().handler(WebPages.headers(SOCKETS_AND_IMAGES, "no-cache"));
    login.mount(router);
    router.get("/daily/messages").handler(new PageMessages(vertx, WEBROOT + "/daily/messages"));
    router.route().handler(WebPages.files("", WEBROOT));
    router.errorHandler(400, request -> end(request, 400));
    // Else one for a path without a slash is logged as an error.
    router.errorHandler(404, request -> end(request, 404));
    router.errorHandler(500, ProxyHttp::failed);
    return router;
  }

  private static void failed(RoutingContext request) {
    if (!WebPages.isGone(request.failure())) {
      log.error("{} failed", request.normalizedPath(), request.failure());
    }
    end(request, 500);
  }

  private static void end(RoutingContext request, int status) {
    if (!request.response().ended() && !request.response().closed()) {
      request
          .response()
          .setStatusCode(status)
          .end()
          .onFailure(gone -> log.debug("a client did not wait for its answer", gone));
    }
  }
}
