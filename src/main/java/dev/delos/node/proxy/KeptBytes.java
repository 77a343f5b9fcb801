package dev.delos.node.proxy;

/** What the events kept for all clients of a proxy take together. Belongs to its context. */
final class KeptBytes {
  private final long most;
  private long total;

  KeptBytes(long most) {
    this.most = most;
  }

  void add(long bytes) {
    total += bytes;
  }

  boolean isOver() {
    return total > most;
  }

  boolean isHalf() {
    return total > most / 2;
  }

  long total() {
    return total;
  }
}
