package dev.delos.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may enter: sanctions by account, and whether the network is under maintenance. The active
 * master writes them, from PostgreSQL; proxies read them at each login, whether a master lives or
 * not.
 */
public final class EntryRules {
  private static final String MAINTENANCE = "maintenance";

  private final SharedMap sanctions;
  private final SharedMap state;

  EntryRules(Vertx vertx) {
    this.sanctions = new SharedMap(vertx, "delos.sanctions");
    this.state = new SharedMap(vertx, "delos.state");
  }

  /** What is laid on an account, be it over or not. */
  public Future<Sanction> sanction(String uid) {
    return sanctions.limited(map -> map.get(uid).map(EntryRules::decode));
  }

  /** Everything that is laid on accounts, by uid, be it over or not. */
  public Future<Map<String, Sanction>> sanctions() {
    return sanctions.limited(
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
    return sanctions.limited(
        map ->
            sanction.equals(Sanction.NONE)
                ? map.remove(uid).mapEmpty()
                : map.put(uid, sanction.encode()));
  }

  /** What players are told while the network is under maintenance; empty if it isn't. */
  public Future<Optional<String>> maintenance() {
    return state.limited(map -> map.get(MAINTENANCE).map(Optional::ofNullable));
  }

  /** Begins maintenance with a message for players, or ends it. */
  public Future<Void> maintenance(Optional<String> message) {
    return state.limited(
        map ->
            message.isPresent()
                ? map.put(MAINTENANCE, message.get())
                : map.remove(MAINTENANCE).mapEmpty());
  }
}
