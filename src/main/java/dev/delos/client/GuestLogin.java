package dev.delos.client;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code POST /login} of a proxy. */
final class GuestLogin {
  private static final int OK = 200;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private GuestLogin() {}

  static Future<Guest> run(HttpClient http, URI proxy, String name) {
    String scheme = "wss".equals(proxy.getScheme()) ? "https" : "http";
    String login = scheme + "://" + proxy.getRawAuthority() + "/login";
    return http.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(login))
        .compose(request -> ask(request, new JsonObject().put("name", name)))
        .timeout(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Future<Guest> ask(HttpClientRequest request, JsonObject body) {
    // Before it is sent: the answer's body is then asked for on the request's context, where it
    // arrives. A caller's own thread may be too late for a short one, and would wait for ever.
    Future<Guest> asked =
        request
            .response()
            .compose(answer -> answer.body().compose(content -> guest(answer, content)));
    return request.end(body.toBuffer()).compose(sent -> asked);
  }

  private static Future<Guest> guest(HttpClientResponse answer, Buffer body) {
    JsonObject json = parse(body);
    String token = json.getString("token");
    if (answer.statusCode() == OK && token != null) {
      return Future.succeededFuture(
          new Guest(
              token,
              json.getString("uid"),
              json.getString("name"),
              Duration.ofSeconds(json.getLong("expiresIn"))));
    }
    return Future.failedFuture(
        new LoginRefusedException(
            answer.statusCode(), json.getString("code", ""), json.getString("message", "")));
  }

  private static JsonObject parse(Buffer body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException notOurs) {
      return new JsonObject();
    }
  }
}
