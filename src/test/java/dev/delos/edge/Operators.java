package dev.delos.edge;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Speaks HTTP to a network: guests' logins and operators' commands. */
public final class Operators {
  private final HttpClient http = HttpClient.newHttpClient();
  private final int masterPort;
  private final String token;

  public Operators(int masterPort, String token) {
    this.masterPort = masterPort;
    this.token = token;
  }

  /** Runs a command; what it answers, whatever the code. */
  public JsonObject run(String command, JsonObject body) {
    return post(masterPort, command, body, "Bearer " + token);
  }

  /** A guest's token. */
  public String guest(int proxyPort, String name) {
    return post(proxyPort, "/login", new JsonObject().put("name", name), "none").getString("token");
  }

  private JsonObject post(int port, String path, JsonObject body, String authorization) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    try {
      return new JsonObject(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
