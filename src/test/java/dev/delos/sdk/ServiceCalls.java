package dev.delos.sdk;

import io.vertx.core.json.JsonObject;

/** What a service's system may call. */
public final class ServiceCalls extends BackendCalls<ServiceSystem> {
  public ServiceCalls(ServiceSystem system) {
    super(system);
  }

  public void notifyToMaster(String event, JsonObject data) {
    run(() -> system().notifyToMaster(event, data));
  }

  public void remoteNotifyToClient(String uid, int proxyId, String event, JsonObject data) {
    run(() -> system().remoteNotifyToClient(uid, proxyId, event, data));
  }
}
