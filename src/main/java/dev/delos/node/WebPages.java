package dev.delos.node;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/** What our pages have in common, whoever serves them: files of the class path, strict headers. */
public final class WebPages {
  private WebPages() {}

  /**
   * Puts headers on each answer: a page runs, shows and asks only what comes from its own server,
   * in no other page's frame, and tells nobody where it was.
   *
   * @param more directives of the Content-Security-Policy, each with a semicolon at its end
   * @param caching the value of {@code Cache-Control}; a later handler may put another
   */
  public static Handler<RoutingContext> headers(String more, String caching) {
    String policy =
        "default-src 'self'; "
            + more
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    return request -> {
      request
          .response()
          .putHeader("Content-Security-Policy", policy)
          .putHeader("X-Content-Type-Options", "nosniff")
          .putHeader("Referrer-Policy", "no-referrer")
          .putHeader(HttpHeaders.CACHE_CONTROL, caching);
      request.next();
    };
  }

  /**
   * Whether an answer may have failed because its client didn't wait: no error for the log then.
   */
  public static boolean isGone(Throwable failure) {
    return failure instanceof HttpClosedException || failure instanceof IOException;
  }

  /**
   * Serves what is in a folder of the class path, if a browser hasn't got it already; goes on to
   * the next handler without a file.
   *
   * @param root the path under which the folder is, without a slash at its end
   */
  public static Handler<RoutingContext> files(String root, String folder) {
    return new PageFiles(root, folder);
  }
}
