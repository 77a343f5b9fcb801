package dev.delos.sdk;

/** A setting that can't be used. Stops the start with one line that names it. */
public final class InvalidConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String found;
  private final String allowed;

  /**
   * Names the mistake.
   *
   * @param key the setting's path, such as {@code weeks[0].from}
   * @param found what the file says; its text is shown
   * @param allowed what it may say
   */
  public InvalidConfigException(String key, Object found, String allowed) {
    super(key + ": found " + found + ", allowed: " + allowed);
    this.key = key;
    this.found = String.valueOf(found);
    this.allowed = allowed;
  }

  public String key() {
    return key;
  }

  public String found() {
    return found;
  }

  public String allowed() {
    return allowed;
  }
}
