package dev.delos.bots;

import dev.delos.client.DelosClient;
import dev.delos.client.Guest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.List;

/** Guests log in over HTTP, at the proxy that they then connect to. */
final class GuestTokens implements Tokens {
  private static final int CONNECTIONS = 64;

  private final HttpClient http;
  private final List<URI> proxies;
  private final String name;

  GuestTokens(Vertx vertx, List<URI> proxies, String name) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.proxies = List.copyOf(proxies);
    this.name = name;
  }

  @Override
  public Future<String> of(int bot, int proxy) {
    return DelosClient.logInAsGuest(http, proxies.get(proxy), name + bot).map(Guest::token);
  }
}
