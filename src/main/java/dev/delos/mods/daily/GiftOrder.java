package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.Mistake;
import dev.delos.mods.daily.rules.PlanDocument;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What an operator gives, to one player or to many.
 *
 * @param kind the method that orders it
 * @param id with the kind and the player's uid it makes the grant's id: it gives nobody twice
 * @param mailboxTime for how long it may be delivered
 */
record GiftOrder(String kind, UUID id, Reward reward, Duration mailboxTime, Author author) {
  private static final String ICON = "gift";
  private static final int MAILBOX_DAYS = 30;
  private static final int MAX_MAILBOX_DAYS = 3650;

  /**
   * Reads {@code {items, description, icon?, mailboxDays?, reason}}. Fails with all the mistakes of
   * the reward, if it has any.
   */
  static GiftOrder of(String kind, UUID id, JsonObject args) {
    JsonObject reward =
        new JsonObject()
            .put("items", args.getValue("items"))
            .put("icon", args.getValue("icon", ICON))
            .put("shownCount", 1)
            .put("description", args.getValue("description"));
    if (reward.getValue("icon") == null) {
      reward.put("icon", ICON);
    }
    List<Mistake> mistakes = PlanDocument.mistakesOfReward(reward);
    if (!mistakes.isEmpty()) {
      throw new InvalidRequestException(
          mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    }
    return new GiftOrder(
        kind,
        id,
        Reward.fromJson(reward.put("shownCount", shownCount(reward.getJsonArray("items")))),
        Duration.ofDays(Arguments.count(args, "mailboxDays", MAX_MAILBOX_DAYS, MAILBOX_DAYS)),
        Author.of(args));
  }

  private static int shownCount(JsonArray items) {
    return items.size() == 1 ? items.getJsonObject(0).getInteger("count") : 1;
  }

  UUID grantId(String uid) {
    String key = "gift/" + kind + "/" + id + "/" + uid;
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }

  /** What so many players get together. */
  JsonArray total(int players) {
    return ItemCount.toJson(
        reward.items().stream()
            .map(part -> new ItemCount(part.item(), part.count() * players))
            .toList());
  }
}
