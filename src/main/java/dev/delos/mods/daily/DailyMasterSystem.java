package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.PlanDocument;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.MasterSystem;
import dev.delos.sdk.RequestKey;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.spi.MasterHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The operators' commands: what a player claimed in a week, giving and taking items, detaching old
 * months, and the versions of the plan.
 */
final class DailyMasterSystem extends MasterSystem {
  static final String NAME = "DailyMasterSystem";

  private static final Duration LIMIT = Duration.ofSeconds(8);

  DailyMasterSystem(MasterHost host) {
    super(host);
  }

  @Override
  public Future<?> start() {
    registerMasterHttp("/daily/query", body -> ask("query", body, "uid", "activity", "week"));
    registerMasterHttp("/daily/detach", body -> ask("detach", body, "before", "dryRun"));
    registerMasterHttp("/daily/activities", body -> ask("activities", body));
    registerMasterHttp(
        "/daily/player/show", body -> ask("player.show", body, "uid", "activity", "month"));
    registerMasterHttp(
        "/daily/statistics", body -> ask("statistics", body, "activity", "from", "to"));
    registerOrder("/daily/correct", "correct", "uid", "item", "count", "reason");
    registerGift(
        "/daily/grant", "grant", "uid", "items", "description", "icon", "mailboxDays", "reason");
    registerGift("/daily/tokens/give", "tokens.give", "uid", "activity", "count", "reason");
    registerOrder("/daily/excuse", "excuse", "activity", "day", "excused", "reason");
    registerGift(
        "/daily/compensate",
        "compensate",
        "items",
        "description",
        "icon",
        "mailboxDays",
        "reason",
        "uids",
        "signedIn");
    registerMasterHttp("/daily/plan/check", this::checkPlan);
    registerOrder("/daily/plan/put", "plan.put", "activity", "plan", "reason");
    registerOrder(
        "/daily/plan/activate", "plan.activate", "activity", "version", "at", "day", "reason");
    registerMasterHttp("/daily/plan/list", body -> ask("plan.list", body, "activity"));
    registerMasterHttp("/daily/plan/show", body -> ask("plan.show", body, "activity", "version"));
    registerMasterHttp(
        "/daily/plan/preview",
        body -> ask("plan.preview", body, "activity", "version", "plan", "from", "days", "claims"));
    registerMasterHttp(
        "/daily/plan/diff", body -> ask("plan.diff", body, "activity", "from", "to"));
    return Future.succeededFuture();
  }

  /** A body has the keys that its command knows and no others; the service checks the values. */
  private Future<JsonObject> ask(String method, JsonObject body, String... keys) {
    checkKeys(body, List.of(keys));
    return requestToServiceMod(DailyMod.MODULE, method, only(body, keys), LIMIT)
        .recover(failure -> Future.failedFuture(forOperator(failure)));
  }

  /** With {@code uid} among the keys, an order about that player. */
  private void registerOrder(String url, String method, String... keys) {
    registerMasterHttp(
        url,
        (operator, body) -> {
          checkKeys(body, orderKeys(keys));
          return order(method, operator, body, keys);
        });
  }

  /** An order that would give again what it has given, if it were sent again under another id. */
  private void registerGift(String url, String method, String... keys) {
    registerMasterHttp(
        url,
        (operator, body) -> {
          checkKeys(body, orderKeys(keys));
          checkCanBeRepeated(body);
          return order(method, operator, body, keys);
        });
  }

  private static void checkCanBeRepeated(JsonObject body) {
    if (!Arguments.flag(body, "dryRun") && body.getValue("requestId") == null) {
      throw Arguments.refused(
          body, "requestId", "a UUID of your own: sent again with it, it gives nobody twice");
    }
  }

  private static List<String> orderKeys(String... keys) {
    return Stream.concat(Stream.of(keys), Stream.of("requestId", "dryRun")).toList();
  }

  private static void checkKeys(JsonObject body, List<String> keys) {
    Set<String> unknown = new TreeSet<>(body.fieldNames());
    unknown.removeAll(keys);
    if (!unknown.isEmpty()) {
      throw new InvalidRequestException(
          Arguments.mistake(
              "key",
              String.join(", ", unknown),
              keys.isEmpty() ? "no keys" : String.join(", ", keys)));
    }
  }

  /**
   * {@code {…, requestId?, dryRun?}}: once for each owner and request id; or not at all, with the
   * answer that it would have, or the refusal. The service is told who the operator is.
   */
  private Future<JsonObject> order(
      String method, String operator, JsonObject body, String... keys) {
    String owner = List.of(keys).contains("uid") ? Arguments.uid(body) : Activity.DAILY;
    UUID requestId = Arguments.optionalId(body, "requestId").orElseGet(UUID::randomUUID);
    JsonObject args = only(body, keys);
    args.remove("uid"); // is the owner
    String order = UUID.nameUUIDFromBytes(args.toBuffer().getBytes()).toString();
    args.put(Arguments.OPERATOR, operator).put(Arguments.ORDER, order);
    RequestKey key = new RequestKey(owner, requestId);
    Future<JsonObject> reply =
        Arguments.flag(body, "dryRun")
            ? dryRun(method, key, args)
            : requestIdempotent(DailyMod.MODULE, method, key, args, LIMIT);
    return reply
        .map(found -> ofThisOrder(found, order, requestId))
        .recover(failure -> Future.failedFuture(forOperator(failure)));
  }

  /** In one try with all the time: a second one would wait for what the first one holds. */
  private Future<JsonObject> dryRun(String method, RequestKey key, JsonObject args) {
    JsonObject request =
        new JsonObject()
            .put("owner", key.owner())
            .put("requestId", key.requestId().toString())
            .put("args", args);
    return requestToServiceMod(DailyMod.MODULE, method + ".dry", request, LIMIT);
  }

  /** A repeat gets the first one's reply: not one that asks for something else. */
  private static JsonObject ofThisOrder(JsonObject reply, String order, UUID requestId) {
    Object first = reply.remove(Arguments.ORDER);
    if (first != null && !first.equals(order)) {
      throw new InvalidRequestException(
          Arguments.mistake(
              "requestId", requestId.toString(), "one that was not used for another order"));
    }
    return reply;
  }

  /** {@code {plan}} to {@code {mistakes}}; nothing is stored. */
  private Future<JsonObject> checkPlan(JsonObject body) {
    checkKeys(body, List.of("plan"));
    JsonArray mistakes = new JsonArray();
    PlanDocument.mistakes(Arguments.object(body, "plan"))
        .forEach(mistake -> mistakes.add(mistake.toJson()));
    return Future.succeededFuture(new JsonObject().put("mistakes", mistakes));
  }

  private static JsonObject only(JsonObject body, String... keys) {
    JsonObject args = new JsonObject();
    for (String key : keys) {
      args.put(key, body.getValue(key));
    }
    return args;
  }

  private static Throwable forOperator(Throwable failure) {
    return failure instanceof RpcException refused
            && refused.code() == RpcException.Code.BAD_REQUEST
        ? new InvalidRequestException(refused.detail())
        : failure;
  }
}
