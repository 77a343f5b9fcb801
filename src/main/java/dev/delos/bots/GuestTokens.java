package dev.delos.bots;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;

/** Guests log in over HTTP, at the proxy that they then connect to. */
final class GuestTokens implements Tokens {
  private static final int CONNECTIONS = 64;

  private final HttpClient http;
  private final List<String> logins;
  private final String name;

  GuestTokens(Vertx vertx, List<URI> proxies, String name) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.logins = proxies.stream().map(GuestTokens::login).toList();
    this.name = name;
  }

  private static String login(URI proxy) {
    String scheme = "wss".equals(proxy.getScheme()) ? "https" : "http";
    return scheme + "://" + proxy.getRawAuthority() + "/login";
  }

  @Override
  public Future<String> of(int bot, int proxy) {
    RequestOptions request =
        new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(logins.get(proxy));
    Buffer body = new JsonObject().put("name", name + bot).toBuffer();
    return http.request(request)
        .compose(open -> open.send(body))
        .compose(answer -> answer.body().compose(text -> token(answer, text)));
  }

  private static Future<String> token(HttpClientResponse answer, Buffer text) {
    JsonObject body = parse(text);
    String token = body.getString("token");
    if (answer.statusCode() == 200 && token != null) {
      return Future.succeededFuture(token);
    }
    return Future.failedFuture(
        new LoginRefusedException(answer.statusCode(), body.getString("code", "")));
  }

  private static JsonObject parse(Buffer text) {
    try {
      return new JsonObject(text);
    } catch (DecodeException | ClassCastException notOurs) {
      return new JsonObject();
    }
  }
}
