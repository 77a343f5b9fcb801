package dev.delos.protocol;

/** The RPC that every node answers. */
public final class NodeCalls {
  public static final String MODULE = "delos.node";

  /** Runs an operators' command of the node's systems: {@code url}, {@code body}. */
  public static final String COMMAND = "command";

  /** The node leaves: it answers first, then drains. */
  public static final String DRAIN = "drain";

  /** Sets the level of a logger in the node's process: {@code logger}, {@code level}. */
  public static final String LOG_LEVEL = "logLevel";

  private NodeCalls() {}
}
