package dev.delos.host;

import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.ClientsEvent.AccountHolder;
import dev.delos.protocol.OutcomeCalls;
import dev.delos.sdk.Database;
import dev.delos.sdk.IdempotentMethod;
import dev.delos.sdk.RepeatableMethod;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.json.JsonObject;

/** What a system gets on a service. */
final class ServiceSystemHost extends BackendSystemHost implements ServiceHost {
  private final Database database;
  private final IdempotentMethods idempotent;

  ServiceSystemHost(ModHost modHost, LoadedMod mod, String systemName, Database database) {
    super(modHost, mod, systemName);
    this.database = database;
    this.idempotent = new IdempotentMethods(database);
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public void registerIdempotent(String module, String method, IdempotentMethod handler) {
    registerMethod(module, method, idempotent.method(module, method, handler));
    registerMethod(module, OutcomeCalls.QUERY, idempotent::query);
  }

  @Override
  public void registerRepeatable(String module, String method, RepeatableMethod handler) {
    registerMethod(module, method, IdempotentMethods.repeatable(handler));
  }

  @Override
  public void remoteNotifyToClient(String uid, int proxyId, String event, JsonObject data) {
    cluster().send(proxyId, new ClientsEvent(new AccountHolder(uid), name(event), data));
  }
}
