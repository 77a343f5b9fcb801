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
    registerMasterHttp("/daily/query", body -> ask("query", body, "uid", "week"));
    registerMasterHttp("/daily/detach", body -> ask("detach", body, "before", "dryRun"));
    registerMasterHttp("/daily/correct", this::correct);
    registerMasterHttp("/daily/plan/check", this::checkPlan);
    registerMasterHttp(
        "/daily/plan/put", body -> order("plan.put", "plan.dryPut", body, "plan", "reason"));
    registerMasterHttp("/daily/plan/activate", this::activate);
    registerMasterHttp("/daily/plan/list", body -> ask("plan.list", body));
    registerMasterHttp("/daily/plan/show", body -> ask("plan.show", body, "version"));
    registerMasterHttp(
        "/daily/plan/preview",
        body -> ask("plan.preview", body, "version", "plan", "from", "days", "claims"));
    registerMasterHttp("/daily/plan/diff", body -> ask("plan.diff", body, "from", "to"));
    return Future.succeededFuture();
  }

  /** Only the keys that a command knows go on; the service checks what they say. */
  private Future<JsonObject> ask(String method, JsonObject body, String... keys) {
    return requestToServiceMod(DailyMod.MODULE, method, only(body, keys), LIMIT)
        .recover(failure -> Future.failedFuture(forOperator(failure)));
  }

  /**
   * {@code {uid, item, count, reason, requestId?}}: gives items, or with a negative count takes
   * them, by a new entry in the ledger. A repeat with the same request id does nothing more.
   */
  private Future<JsonObject> correct(JsonObject body) {
    JsonObject args = only(body, "item", "count", "reason");
    UUID requestId = Arguments.optionalId(body, "requestId").orElseGet(UUID::randomUUID);
    RequestKey key = new RequestKey(Arguments.uid(body), requestId);
    return requestIdempotent(DailyMod.MODULE, "correct", key, args, LIMIT)
        .recover(failure -> Future.failedFuture(forOperator(failure)));
  }

  /** {@code {plan}} to {@code {mistakes}}; nothing is stored. */
  private Future<JsonObject> checkPlan(JsonObject body) {
    JsonArray mistakes = new JsonArray();
    PlanDocument.mistakes(Arguments.object(body, "plan"))
        .forEach(mistake -> mistakes.add(mistake.toJson()));
    return Future.succeededFuture(new JsonObject().put("mistakes", mistakes));
  }

  private Future<JsonObject> activate(JsonObject body) {
    return order("plan.activate", "plan.dryActivate", body, "version", "at", "day", "reason");
  }

  /**
   * {@code {…, requestId?, dryRun?}}: once for each request id; or not at all, with the answer that
   * it would have, or the refusal.
   */
  private Future<JsonObject> order(String method, String dry, JsonObject body, String... keys) {
    if (Arguments.flag(body, "dryRun")) {
      return ask(dry, body, keys);
    }
    UUID requestId = Arguments.optionalId(body, "requestId").orElseGet(UUID::randomUUID);
    RequestKey key = new RequestKey(DailyMod.ACTIVITY, requestId);
    return requestIdempotent(DailyMod.MODULE, method, key, only(body, keys), LIMIT)
        .recover(failure -> Future.failedFuture(forOperator(failure)));
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
