package dev.delos.node.master;

/** This master's lease is over: whatever was asked for did not happen. */
final class DeposedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeposedException() {
    super("this master has lost its lease: nothing was done");
  }
}
