package dev.delos.conformance;

import dev.delos.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Many players who log in and then listen: bare sockets, each an account of its own. */
final class Crowd implements AutoCloseable {
  private static final int AT_ONCE = 100;

  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient sockets;
  private final JWTAuth tokens;

  /**
   * Nobody yet.
   *
   * @param secret the network's key of tokens
   */
  Crowd(String secret, int most) {
    this.sockets =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(most));
    this.tokens =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret)));
  }

  /** Logs so many in on a proxy; returns once all are welcome. */
  void logIn(URI proxy, String name, int count) {
    for (int first = 0; first < count; first += AT_ONCE) {
      List<Future<Void>> logins = new ArrayList<>();
      for (int i = first; i < Math.min(first + AT_ONCE, count); i++) {
        logins.add(logIn(proxy, name + "-" + i));
      }
      Await.get(Future.all(logins));
    }
  }

  private Future<Void> logIn(URI proxy, String name) {
    return sockets
        .connect(proxy.getPort(), proxy.getHost(), proxy.getPath())
        .compose(socket -> greet(socket, name));
  }

  private Future<Void> greet(WebSocket socket, String name) {
    Promise<Void> welcome = Promise.promise();
    socket.textMessageHandler(
        text -> {
          if (new JsonObject(text).getString("op").equals("welcome")) {
            welcome.tryComplete();
          }
        });
    socket.closeHandler(closed -> welcome.tryFail("closed: " + socket.closeStatusCode()));
    String hello =
        new JsonObject().put("op", "hello").put("version", 1).put("token", token(name)).encode();
    return socket.writeTextMessage(hello).compose(sent -> welcome.future());
  }

  private String token(String name) {
    return tokens.generateToken(
        new JsonObject().put("sub", "crowd:" + name).put("name", name),
        new JWTOptions().setIssuer("delos").addAudience("delos").setExpiresInMinutes(10));
  }

  @Override
  public void close() {
    Await.get(vertx.close());
  }
}
