package dev.delos.docs.greeter;

import dev.delos.sdk.Mod;
import dev.delos.sdk.Systems;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Greets players who say hello, and counts how often each of them did. */
public final class GreeterMod implements Mod {
  /** The RPC module of the service; mod.json lists it under module_names. */
  static final String MODULE = "greeter";

  @Override
  public String name() {
    return "greeter";
  }

  @Override
  public void register(Systems systems) {
    systems.client(GreeterClientSystem.NAME, GreeterClientSystem::new);
    systems.clientEvent(GreeterClientSystem.NAME, "HelloEvent", GreeterClientSystem.HELLO);
    systems.server(GreeterServerSystem.NAME, GreeterServerSystem::new);
    systems.service(GreeterServiceSystem.NAME, GreeterServiceSystem::new);
    systems.master(GreeterMasterSystem.NAME, GreeterMasterSystem::new);
  }

  @Override
  public JsonObject configSchema() {
    JsonObject greeting =
        new JsonObject()
            .put("type", "string")
            .put("minLength", 1)
            .put("maxLength", 40)
            .put("description", "a text of 1 to 40 characters");
    return new JsonObject()
        .put("type", "object")
        .put("additionalProperties", false)
        .put("required", new JsonArray().add("greeting"))
        .put("properties", new JsonObject().put("greeting", greeting));
  }
}
