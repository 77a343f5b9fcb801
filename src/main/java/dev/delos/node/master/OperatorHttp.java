package dev.delos.node.master;

import dev.delos.node.WebPages;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operators' HTTP: {@code POST} with a bearer token and a JSON object, answered {@code {"code",
 * "message", "entity"}} with code 1 for success and else the HTTP status. The {@link Console} is
 * there for all.
 */
final class OperatorHttp {
  private static final Logger log = LoggerFactory.getLogger(OperatorHttp.class);
  private static final int MAX_BODY_BYTES = 1024 * 1024;
  private static final String OPERATOR = "operator";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

  private final Operators operators;
  private final CommandRunner runner;

  OperatorHttp(Operators operators, CommandRunner runner) {
    this.operators = operators;
    this.runner = runner;
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    Console.mount(router);
    router.route().handler(this::authorize);
    router.post().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    router.post().handler(this::run);
    router
        .route()
        .handler(
            request ->
                refuse(request, 405, "found " + request.request().method() + ", allowed: POST"));
    router.route().failureHandler(OperatorHttp::failed);
    return router;
  }

  private void authorize(RoutingContext request) {
    Optional<String> operator =
        operators.find(request.request().getHeader(HttpHeaders.AUTHORIZATION));
    if (operator.isPresent()) {
      request.put(OPERATOR, operator.get());
      request.next();
    } else {
      log.warn("no operator's token with a request from {}", remote(request.request()));
      request.response().putHeader("WWW-Authenticate", "Bearer");
      refuse(request, 401, "the operators' token is missing or wrong");
    }
  }

  private void run(RoutingContext request) {
    Order order =
        new Order(
            request.get(OPERATOR),
            request.request().path(),
            body(request),
            remote(request.request()),
            key(request.request()));
    runner
        .run(order)
        .onComplete(
            answer -> answer(request, answer),
            failure -> answer(request, Answer.failure(order.path(), failure)));
  }

  private static JsonObject body(RoutingContext request) {
    try {
      JsonObject body = request.body().asJsonObject();
      return body == null ? new JsonObject() : body;
    } catch (DecodeException | ClassCastException e) {
      throw new InvalidRequestException("the body is not a JSON object");
    }
  }

  private static Optional<String> key(HttpServerRequest request) {
    Optional<String> key = Optional.ofNullable(request.getHeader(IDEMPOTENCY_KEY));
    if (key.filter(text -> !KEY.matcher(text).matches()).isPresent()) {
      throw new InvalidRequestException(
          IDEMPOTENCY_KEY + ": allowed: 1 to 128 printable ASCII characters without spaces");
    }
    return key;
  }

  private static String remote(HttpServerRequest request) {
    return String.valueOf(request.remoteAddress().hostAddress());
  }

  private static void failed(RoutingContext request) {
    int status = request.statusCode() == -1 ? 500 : request.statusCode();
    if (status == 413) {
      refuse(request, 413, "the body is too large, allowed: " + MAX_BODY_BYTES + " bytes");
    } else if (request.failure() == null) {
      refuse(request, status, "refused");
    } else if (WebPages.isGone(request.failure())) {
      log.debug("{} was cut off", request.normalizedPath(), request.failure());
      refuse(request, 500, "the answer was cut off");
    } else {
      answer(request, Answer.failure(request.request().path(), request.failure()));
    }
  }

  private static void refuse(RoutingContext request, int status, String message) {
    answer(request, Answer.refusal(status, message));
  }

  private static void answer(RoutingContext request, Answer answer) {
    if (request.response().ended() || request.response().closed()) {
      return;
    }
    request
        .response()
        .setStatusCode(answer.httpStatus())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(answer.toJson().toBuffer())
        .onFailure(gone -> log.debug("an operator did not wait for the answer", gone));
  }
}
