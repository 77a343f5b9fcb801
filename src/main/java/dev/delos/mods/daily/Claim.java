package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Payment;
import dev.delos.mods.daily.rules.Reward;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A sign-in that was stored.
 *
 * @param reward what it brought
 * @param payment what that consists of, and why; empty if it is older than payments are
 * @param deliveredAt empty until the reward is in the inventory
 */
record Claim(
    LocalDate date,
    Instant claimedAt,
    Reward reward,
    Optional<Payment> payment,
    Optional<Instant> deliveredAt) {
  /** Reads what PostgreSQL makes of a row. */
  static Claim fromJson(JsonObject json) {
    return new Claim(
        LocalDate.parse(json.getString("date")),
        instant(json.getString("claimedAt")),
        Reward.fromJson(json.getJsonObject("reward")),
        Optional.ofNullable(json.getJsonObject("payment")).map(Payment::fromJson),
        Optional.ofNullable(json.getString("deliveredAt")).map(Claim::instant));
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  boolean isMadeUp() {
    return payment.filter(Payment::isMadeUp).isPresent();
  }

  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("date", date.toString())
            .put("claimedAt", claimedAt.toString())
            .put("reward", reward.toJson())
            .put("deliveredAt", deliveredAt.map(Instant::toString).orElse(null));
    payment.ifPresent(why -> json.put("payment", why.toJson()));
    return json;
  }
}
