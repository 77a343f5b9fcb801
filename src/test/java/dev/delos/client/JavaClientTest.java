package dev.delos.client;

import dev.delos.node.EdgeNetwork;

/** The Java client does what docs/CLIENTS.md says. */
class JavaClientTest extends ClientContract {
  @Override
  Terminals terminals(EdgeNetwork network) {
    return new JavaTerminals(network.vertx());
  }
}
