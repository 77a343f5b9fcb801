package dev.delos.cluster;

/** Another node of the network has this node's server id. */
public final class DuplicateServerIdException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DuplicateServerIdException(int serverId) {
    super("another node has the server id " + serverId);
  }
}
