package dev.delos.mods.daily;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * The service's answer to a claim.
 *
 * @param reward present if claimed
 */
record ClaimReply(ClaimCode code, Optional<Reward> reward, PlayerState state) {
  static ClaimReply fromJson(JsonObject json) {
    return new ClaimReply(
        ClaimCode.valueOf(json.getString("code")),
        Optional.ofNullable(json.getJsonObject("reward")).map(Reward::fromJson),
        PlayerState.fromJson(json));
  }

  /**
   * What this answer means if the outcome of an earlier, equal claim is unknown: a grant of that
   * day that still waits is the earlier claim's, and the player is yet to be told of it.
   */
  ClaimReply afterUnknown(String uid, LocalDate valid) {
    UUID expected = Grant.id(DailyMod.ACTIVITY, uid, valid);
    return state.undelivered().stream()
        .filter(grant -> grant.id().equals(expected))
        .findFirst()
        .map(grant -> new ClaimReply(ClaimCode.CLAIMED, Optional.of(grant.reward()), state))
        .orElse(this);
  }
}
