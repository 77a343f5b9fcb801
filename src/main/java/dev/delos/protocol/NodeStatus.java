package dev.delos.protocol;

/** Where a node is in its life. Only nodes that are UP are picked for new work. */
public enum NodeStatus {
  STARTING,
  UP,
  DRAINING
}
