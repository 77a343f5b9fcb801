package dev.delos.node.master;

import dev.delos.host.CommandTable;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.OperatorCommand;
import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operators' HTTP: {@code POST} with a bearer token and a JSON object, answered {@code {"code",
 * "message", "entity"}} with code 1 for success and else the HTTP status.
 */
final class OperatorHttp {
  private static final Logger log = LoggerFactory.getLogger(OperatorHttp.class);
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(10);
  private static final int SUCCESS = 1;

  private final byte[] authorization;
  private final CommandTable commands;

  OperatorHttp(String token, CommandTable commands) {
    this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.commands = commands;
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(this::authorize);
    router.post().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    router.post().handler(this::run);
    router
        .route()
        .handler(
            request ->
                answer(request, 405, "found " + request.request().method() + ", allowed: POST"));
    router.route().failureHandler(OperatorHttp::failed);
    return router;
  }

  private void authorize(RoutingContext request) {
    String shown = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (shown != null
        && MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), authorization)) {
      request.next();
    } else {
      request.response().putHeader("WWW-Authenticate", "Bearer");
      answer(request, 401, "the operators' token is missing or wrong");
    }
  }

  private void run(RoutingContext request) {
    String path = request.request().path();
    OperatorCommand command = commands.find(path).orElse(null);
    if (command == null) {
      answer(
          request, 404, "no command " + path + ", allowed: " + String.join(", ", commands.paths()));
      return;
    }
    Future.succeededFuture()
        .compose(start -> command.run(body(request)))
        .timeout(COMMAND_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(entity -> answer(request, 200, SUCCESS, "success", entity))
        .onFailure(failure -> answerFailure(request, failure));
  }

  private static JsonObject body(RoutingContext request) {
    try {
      JsonObject body = request.body().asJsonObject();
      return body == null ? new JsonObject() : body;
    } catch (DecodeException | ClassCastException e) {
      throw new InvalidRequestException("the body is not a JSON object");
    }
  }

  private static void answerFailure(RoutingContext request, Throwable failure) {
    if (failure instanceof InvalidRequestException invalid) {
      answer(request, 400, String.valueOf(invalid.getMessage()));
    } else if (failure instanceof RpcException rpc) {
      answer(request, rpc.code() == RpcException.Code.BAD_REQUEST ? 400 : 502, rpc.detail());
    } else if (failure instanceof TimeoutException) {
      answer(request, 504, "the command took more than " + COMMAND_LIMIT.toSeconds() + " s");
    } else {
      String errorId = UUID.randomUUID().toString();
      log.error("operator command {} failed, error {}", request.request().path(), errorId, failure);
      answer(request, 500, "the command failed, error " + errorId);
    }
  }

  private static void failed(RoutingContext request) {
    int status = request.statusCode() == -1 ? 500 : request.statusCode();
    if (status == 413) {
      answer(request, 413, "the body is too large, allowed: " + MAX_BODY_BYTES + " bytes");
    } else if (request.failure() == null) {
      answer(request, status, "refused");
    } else {
      answerFailure(request, request.failure());
    }
  }

  private static void answer(RoutingContext request, int status, String message) {
    answer(request, status, status, message, null);
  }

  private static void answer(
      RoutingContext request, int status, int code, String message, @Nullable JsonObject entity) {
    if (request.response().ended()) {
      return;
    }
    JsonObject body =
        new JsonObject().put("code", code).put("message", message).put("entity", entity);
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(body.toBuffer())
        .onFailure(gone -> log.debug("an operator did not wait for the answer", gone));
  }
}
