package dev.delos.protocol;

/** The addresses on the event bus: per node and per topic, never per player. */
public final class Addresses {
  /** Where nodes announce themselves and ask who is there. */
  public static final String NODES = "delos.nodes";

  private Addresses() {}

  /** Where everything arrives that is for one node. */
  public static String node(int serverId) {
    return "delos.node." + serverId;
  }
}
