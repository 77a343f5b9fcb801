package dev.delos.node.master;

import dev.delos.Await;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.awaitility.Awaitility;

/** A master as its operators see it. */
record TestMaster(Vertx vertx, String deployment, int port) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** What an operator was told. */
  record Told(int status, JsonObject json) {
    int code() {
      return json.getInteger("code");
    }

    String message() {
      return json.getString("message");
    }

    JsonObject entity() {
      return json.getJsonObject("entity");
    }
  }

  /** Runs a command; {@code members} are keys and values of its body. */
  Told run(String path, Object... members) {
    return send(path, body(members).encode(), Map.of());
  }

  static JsonObject body(Object... members) {
    JsonObject body = new JsonObject();
    for (int i = 0; i < members.length; i += 2) {
      body.put((String) members[i], members[i + 1]);
    }
    return body;
  }

  Told runWithKey(String key, String path, Object... members) {
    return send(path, body(members).encode(), Map.of("Idempotency-Key", key));
  }

  Told send(String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .POST(BodyPublishers.ofString(body))
            .setHeader("Authorization", "Bearer " + MasterBench.TOKEN);
    headers.forEach(request::setHeader);
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Told(answer.statusCode(), new JsonObject(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  boolean isActive() {
    return run("/maintenance/status").code() == 1;
  }

  void becomesActive() {
    Awaitility.await().until(this::isActive);
  }

  void standsBy() {
    Awaitility.await().until(() -> run("/online/count").code() == 503);
  }

  void stop() {
    Await.get(vertx.undeploy(deployment));
  }
}
