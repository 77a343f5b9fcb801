package dev.delos.launcher;

import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.mods.daily.DailyClientSystem;
import dev.delos.mods.daily.DailyMod;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;

/** A guest with a Java client at a page's URL, for tests of processes. */
final class GuestClient implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final DelosClient client =
      new DelosClient(vertx, List.of(new DailyMod()), Clock.systemUTC());

  static GuestClient connect(URI page, String name) {
    GuestClient guest = new GuestClient();
    Await.get(
        guest.client.connect(URI.create("ws://" + page.getAuthority() + "/ws"), token(page, name)));
    return guest;
  }

  DailyClientSystem daily() {
    return client.system(DailyClientSystem.class);
  }

  @Override
  public void close() {
    Await.get(vertx.close());
  }

  private static String token(URI page, String name) {
    HttpRequest request =
        HttpRequest.newBuilder(page.resolve("/login"))
            .POST(HttpRequest.BodyPublishers.ofString(new JsonObject().put("name", name).encode()))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      return new JsonObject(answer.body()).getString("token");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
