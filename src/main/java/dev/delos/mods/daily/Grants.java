package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Plan;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.mods.daily.rules.Version;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RequestKey;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What operators give to one player: it waits in the mailbox as a sign-in's reward does. */
final class Grants {
  private static final JsonObject TOKENS_DESCRIPTION =
      new JsonObject().put("en", "To make up missed days").put("zh", "用于补签");

  private final Function<String, Future<SignInRules>> rules;
  private final Clock clock;

  Grants(Function<String, Future<SignInRules>> rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * {@code {items, description, icon?, mailboxDays?, reason}} of a player to {@code {uid, grantId,
   * reward, expiresAt}}.
   */
  Future<JsonObject> grant(SqlConnection transaction, RequestKey key, JsonObject args) {
    GiftOrder order = GiftOrder.of("grant", key.requestId(), args);
    return rules
        .apply(Arguments.activity(args))
        .compose(valid -> give(transaction, Arguments.uid(key.owner()), order, valid));
  }

  /** {@code {activity?, count, reason}} of a player to the same: what make-up costs. */
  Future<JsonObject> giveTokens(SqlConnection transaction, RequestKey key, JsonObject args) {
    int count = Arguments.required(args, "count", Arguments.MAX_CHANGE);
    return rules
        .apply(Arguments.activity(args))
        .compose(
            valid ->
                grant(
                    transaction, key, args.copy().mergeIn(tokens(makeUpItem(args, valid), count))));
  }

  private String makeUpItem(JsonObject args, SignInRules valid) {
    return valid
        .timeline()
        .at(clock.instant())
        .map(Version::plan)
        .flatMap(Plan::makeUpItem)
        .orElseThrow(() -> Arguments.refused(args, "activity", "one whose plan has makeUp"));
  }

  private static JsonObject tokens(String item, int count) {
    JsonObject items = new JsonObject().put("item", item).put("count", count);
    return new JsonObject()
        .put("items", new JsonArray().add(items))
        .put("icon", item)
        .put("description", TOKENS_DESCRIPTION);
  }

  private Future<JsonObject> give(
      SqlConnection transaction, String uid, GiftOrder order, SignInRules valid) {
    Instant now = clock.instant();
    return GiftStore.give(transaction, order, List.of(uid), valid.timeline().dayAt(now), now)
        .map(given -> reply(uid, order, now, given));
  }

  private static JsonObject reply(String uid, GiftOrder order, Instant now, List<String> given) {
    if (given.isEmpty()) {
      throw new InvalidRequestException(
          Arguments.mistake(
              "requestId", order.id().toString(), "one by which nothing was given so far"));
    }
    return new JsonObject()
        .put("uid", uid)
        .put("grantId", order.grantId(uid).toString())
        .put("reward", order.reward().toJson())
        .put("expiresAt", now.plus(order.mailboxTime()).toString());
  }
}
