package dev.delos.conformance;

import io.vertx.core.json.JsonObject;

/**
 * An event that a system got.
 *
 * @param where the node's server id, or the client's name
 * @param sender the system that sent it, as a listener names it
 */
record Heard(String where, String sender, String event, JsonObject data) {}
