package dev.delos.node.master;

import dev.delos.node.WebPages;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The operators' console: files that hold no data, and so need no token. All that it shows it asks
 * for as any operator does, by {@code POST}; any master serves it, active or not.
 */
final class Console {
  private static final String ROOT = "/console";

  private Console() {}

  static void mount(Router router) {
    router.route().handler(WebPages.headers("", "no-store"));
    get(router, "/").handler(Console::redirect);
    get(router, ROOT).handler(Console::redirect);
    get(router, ROOT + "/*").handler(Console::mayBeKept);
    // The chart library, as its WebJar has it.
    get(router, ROOT + "/webjars/*")
        .handler(WebPages.files(ROOT + "/webjars", "META-INF/resources/webjars"));
    get(router, ROOT + "/*").handler(WebPages.files(ROOT, "console"));
    get(router, ROOT + "/*").handler(request -> request.fail(404));
  }

  private static Route get(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private static void redirect(RoutingContext request) {
    if (request.request().path().endsWith(ROOT + "/")) {
      request.next();
      return;
    }
    request
        .response()
        .setStatusCode(302)
        .putHeader(HttpHeaders.LOCATION, ROOT + "/")
        .end()
        .onFailure(request::fail);
  }

  /** Not used without asking, so that a page never has files of two versions. */
  private static void mayBeKept(RoutingContext request) {
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    request.next();
  }
}
