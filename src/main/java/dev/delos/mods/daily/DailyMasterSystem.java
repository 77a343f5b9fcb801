package dev.delos.mods.daily;

import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.MasterSystem;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.spi.MasterHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Lets operators see what a player claimed in a week. */
final class DailyMasterSystem extends MasterSystem {
  static final String NAME = "DailyMasterSystem";

  DailyMasterSystem(MasterHost host) {
    super(host);
  }

  @Override
  public Future<?> start() {
    registerMasterHttp("/daily/query", this::query);
    return Future.succeededFuture();
  }

  /** {@code {uid, week?}}, week being any date in it; this week if absent. */
  private Future<JsonObject> query(JsonObject body) {
    JsonObject args =
        new JsonObject().put("uid", body.getValue("uid")).put("week", body.getValue("week"));
    return requestToServiceMod(DailyMod.MODULE, "query", args)
        .recover(failure -> Future.failedFuture(forOperator(failure)));
  }

  private static Throwable forOperator(Throwable failure) {
    return failure instanceof RpcException refused
            && refused.code() == RpcException.Code.BAD_REQUEST
        ? new InvalidRequestException(refused.detail())
        : failure;
  }
}
