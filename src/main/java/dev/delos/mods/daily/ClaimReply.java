package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.Payment;
import dev.delos.mods.daily.rules.Reward;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * The service's answer to a claim or a make-up.
 *
 * @param activity that was meant
 * @param reward present if the code {@linkplain ClaimCode#isDone says so}
 * @param payment of that reward, where it {@linkplain Payment#needsExplaining needs explaining}
 * @param cost what a make-up took, or would have
 */
record ClaimReply(
    ClaimCode code,
    String activity,
    Optional<Reward> reward,
    Optional<Payment> payment,
    Optional<ItemCount> cost) {
  static ClaimReply of(ClaimCode code, String activity) {
    return new ClaimReply(code, activity, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static ClaimReply done(
      ClaimCode code, String activity, Reward reward, Optional<Payment> payment) {
    Optional<Payment> why = payment.filter(Payment::needsExplaining);
    return new ClaimReply(code, activity, Optional.of(reward), why, Optional.empty());
  }

  ClaimReply costing(ItemCount price) {
    return new ClaimReply(code, activity, reward, payment, Optional.of(price));
  }

  static ClaimReply fromJson(JsonObject json) {
    return new ClaimReply(
        ClaimCode.valueOf(json.getString("code")),
        json.getString("activity", Activity.DAILY),
        Optional.ofNullable(json.getJsonObject("reward")).map(Reward::fromJson),
        Optional.ofNullable(json.getJsonObject("payment")).map(Payment::fromJson),
        Optional.ofNullable(json.getJsonObject("cost")).map(ItemCount::fromJson));
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject().put("code", code.name()).put("activity", activity);
    reward.ifPresent(paid -> json.put("reward", paid.toJson()));
    payment.ifPresent(why -> json.put("payment", why.toJson()));
    cost.ifPresent(price -> json.put("cost", price.toJson()));
    return json;
  }
}
