package dev.delos.node.master;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What an operator wants to be done.
 *
 * @param operator who, by name
 * @param remote from which address
 * @param key makes a repeat of it known as one
 */
record Order(String operator, String path, JsonObject body, String remote, Optional<String> key) {}
