package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Reward;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * The service's answer to a claim.
 *
 * @param reward present if claimed
 */
record ClaimReply(ClaimCode code, Optional<Reward> reward) {
  static ClaimReply of(ClaimCode code) {
    return new ClaimReply(code, Optional.empty());
  }

  static ClaimReply claimed(Reward reward) {
    return new ClaimReply(ClaimCode.CLAIMED, Optional.of(reward));
  }

  static ClaimReply fromJson(JsonObject json) {
    return new ClaimReply(
        ClaimCode.valueOf(json.getString("code")),
        Optional.ofNullable(json.getJsonObject("reward")).map(Reward::fromJson));
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject().put("code", code.name());
    reward.ifPresent(claimed -> json.put("reward", claimed.toJson()));
    return json;
  }
}
