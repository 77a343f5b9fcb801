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
import java.util.UUID;

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
    registerPlayerOrder("/daily/correct", "correct", "item", "count", "reason");
    registerPlayerOrder(
        "/daily/grant", "grant", "items", "description", "icon", "mailboxDays", "reason");
    registerPlayerOrder("/daily/tokens/give", "tokens.give", "activity", "count", "reason");
    registerOrder("/daily/excuse", "excuse", "activity", "day", "excused", "reason");
    registerOrder(
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

  /** Only the keys that a command knows go on; the service checks what they say. */
  private Future<JsonObject> ask(String method, JsonObject body, String... keys) {
    return requestToServiceMod(DailyMod.MODULE, method, only(body, keys), LIMIT)
        .recover(failure -> Future.failedFuture(forOperator(failure)));
  }

  /** An order about a player, {@code uid} of the body. */
  private void registerPlayerOrder(String url, String method, String... keys) {
    registerMasterHttp(
        url, (operator, body) -> order(method, Arguments.uid(body), operator, body, keys));
  }

  private void registerOrder(String url, String method, String... keys) {
    registerMasterHttp(
        url, (operator, body) -> order(method, Activity.DAILY, operator, body, keys));
  }

  /**
   * {@code {…, requestId?, dryRun?}}: once for each owner and request id; or not at all, with the
   * answer that it would have, or the refusal. The service is told who the operator is.
   */
  private Future<JsonObject> order(
      String method, String owner, String operator, JsonObject body, String... keys) {
    UUID requestId = Arguments.optionalId(body, "requestId").orElseGet(UUID::randomUUID);
    return requestIdempotent(
            DailyMod.MODULE,
            Arguments.flag(body, "dryRun") ? method + ".dry" : method,
            new RequestKey(owner, requestId),
            only(body, keys).put(Arguments.OPERATOR, operator),
            LIMIT)
        .recover(failure -> Future.failedFuture(forOperator(failure)));
  }

  /** {@code {plan}} to {@code {mistakes}}; nothing is stored. */
  private Future<JsonObject> checkPlan(JsonObject body) {
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
