package dev.delos.node.proxy;

import io.vertx.core.json.JsonObject;

/**
 * Whom a token names.
 *
 * @param uid the account, the same for ever
 * @param name what others see
 * @param claims those of the token that mods get to know; never changed
 */
record Account(String uid, String name, JsonObject claims) {
  private static final JsonObject NONE = new JsonObject();

  Account(String uid, String name) {
    this(uid, name, NONE);
  }
}
