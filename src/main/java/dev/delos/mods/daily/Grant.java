package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Reward;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A reward that a player has a right to, and that is to be delivered.
 *
 * @param id follows from activity, player and date: see {@link #id(String, String, LocalDate)}
 * @param valid the date that was signed in on
 * @param expiresAt until when it can be delivered
 */
record Grant(UUID id, LocalDate valid, Reward reward, Instant expiresAt) {
  /** The id of the grant for a sign-in: the same key, the same id, wherever it is made. */
  static UUID id(String activity, String uid, LocalDate date) {
    String key = activity + "/" + date + "/" + uid;
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }

  static List<Grant> listFromJson(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).map(Grant::fromJson).toList();
  }

  private static Grant fromJson(JsonObject json) {
    return new Grant(
        UUID.fromString(json.getString("grantId")),
        LocalDate.parse(json.getString("valid")),
        Reward.fromJson(json.getJsonObject("reward")),
        OffsetDateTime.parse(json.getString("expiresAt")).toInstant());
  }

  static JsonArray toJson(List<Grant> grants) {
    return new JsonArray(grants.stream().map(Grant::toJson).toList());
  }

  private JsonObject toJson() {
    return new JsonObject()
        .put("grantId", id.toString())
        .put("valid", valid.toString())
        .put("reward", reward.toJson())
        .put("expiresAt", expiresAt.toString());
  }
}
