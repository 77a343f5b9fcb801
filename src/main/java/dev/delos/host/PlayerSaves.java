package dev.delos.host;

import dev.delos.sdk.Player;
import dev.delos.sdk.PlayerSave;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node's mods do with a player who leaves. Belongs to the node's context. */
public final class PlayerSaves {
  private static final Logger log = LoggerFactory.getLogger(PlayerSaves.class);
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final List<Registered> saves = new ArrayList<>();

  private record Registered(String mod, PlayerSave save) {}

  /** Calls that from now on. */
  void add(String mod, PlayerSave save) {
    saves.add(new Registered(mod, save));
  }

  /** Ends {@link #add}. */
  void remove(PlayerSave save) {
    saves.removeIf(registered -> registered.save() == save);
  }

  /** Has all mods save; succeeds once each has, has failed, or the limit is over. */
  public Future<Void> run(Player player) {
    return saves.isEmpty()
        ? Future.succeededFuture()
        : Future.join(saves.stream().map(save -> run(save, player)).toList()).mapEmpty();
  }

  private static Future<?> run(Registered registered, Player player) {
    return Future.succeededFuture()
        .compose(begin -> registered.save().save(player))
        .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .<Void>mapEmpty()
        .otherwise(
            failure -> {
              log.error("mod {} did not save {}", registered.mod(), player.uid(), failure);
              return null;
            });
  }
}
