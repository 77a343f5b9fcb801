package dev.delos.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may enter: sanctions by account, and whether the network is under maintenance. The active
 * master writes them, from PostgreSQL; proxies read them at each login, whether a master lives or
 * not.
 */
public final class EntryRules {
  private static final String SANCTIONS = "delos.sanctions";
  private static final String STATE = "delos.state";
  private static final String MAINTENANCE = "maintenance";
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final Vertx vertx;

  EntryRules(Vertx vertx) {
    this.vertx = vertx;
  }

  /** What is laid on an account, be it over or not. */
  public Future<Sanction> sanction(String uid) {
    return limited(SANCTIONS, map -> map.get(uid).map(EntryRules::decode));
  }

  /** Everything that is laid on accounts, by uid, be it over or not. */
  public Future<Map<String, Sanction>> sanctions() {
    return limited(
        SANCTIONS,
        map ->
            map.entries()
                .map(
                    all ->
                        all.entrySet().stream()
                            .collect(
                                Collectors.toMap(
                                    Map.Entry::getKey, one -> Sanction.decode(one.getValue())))));
  }

  private static Sanction decode(@Nullable String found) {
    return found == null ? Sanction.NONE : Sanction.decode(found);
  }

  /** Lays a sanction on an account in place of another; {@link Sanction#NONE} lifts it. */
  public Future<Void> sanction(String uid, Sanction sanction) {
    return limited(
        SANCTIONS,
        map ->
            sanction.equals(Sanction.NONE)
                ? map.remove(uid).mapEmpty()
                : map.put(uid, sanction.encode()));
  }

  /** What players are told while the network is under maintenance; empty if it isn't. */
  public Future<Optional<String>> maintenance() {
    return limited(STATE, map -> map.get(MAINTENANCE).map(Optional::ofNullable));
  }

  /** Begins maintenance with a message for players, or ends it. */
  public Future<Void> maintenance(Optional<String> message) {
    return limited(
        STATE,
        map ->
            message.isPresent()
                ? map.put(MAINTENANCE, message.get())
                : map.remove(MAINTENANCE).mapEmpty());
  }

  private <T> Future<T> limited(String name, Function<AsyncMap<String, String>, Future<T>> work) {
    return vertx
        .sharedData()
        .<String, String>getAsyncMap(name)
        .compose(work)
        .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
