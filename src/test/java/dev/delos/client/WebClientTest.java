package dev.delos.client;

import dev.delos.node.EdgeNetwork;

/** {@code delos.js} does what docs/CLIENTS.md says. */
class WebClientTest extends ClientContract {
  @Override
  Terminals terminals(EdgeNetwork network) {
    Node.needs("node");
    return new NodeTerminals();
  }
}
