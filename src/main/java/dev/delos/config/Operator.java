package dev.delos.config;

/**
 * Somebody who may give commands to the master.
 *
 * @param name what the audit table calls them
 * @param token what they show
 */
public record Operator(String name, String token) {
  /** The name of whoever shows a token that has none. */
  public static final String UNNAMED = "operator";

  @Override
  public String toString() {
    return "Operator[name=" + name + "]";
  }
}
