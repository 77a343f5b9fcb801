package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Reward;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A sign-in that was stored.
 *
 * @param reward what it brought, as the table said at that time
 * @param deliveredAt empty until the reward is in the inventory
 */
record Claim(LocalDate date, Instant claimedAt, Reward reward, Optional<Instant> deliveredAt) {
  JsonObject toJson() {
    return new JsonObject()
        .put("date", date.toString())
        .put("claimedAt", claimedAt.toString())
        .put("reward", reward.toJson())
        .put("deliveredAt", deliveredAt.map(Instant::toString).orElse(null));
  }
}
