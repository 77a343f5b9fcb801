package dev.delos.database;

/** There is no PostgreSQL to work with at the URL. Stops the start with one line. */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the setting {@code database.url} may say. */
  public static final String ALLOWED = "a reachable PostgreSQL";

  private final String found;
  private final String reason;

  DatabaseUnavailableException(DatabaseUrl url, Throwable cause) {
    super("found " + url.redacted() + ": " + ConnectionFailure.reason(cause), cause);
    this.found = url.redacted();
    this.reason = ConnectionFailure.reason(cause);
  }

  /** The URL without its password. */
  public String found() {
    return found;
  }

  /** Why, in a few words: "connection refused", "password refused (SQLSTATE 28P01)". */
  public String reason() {
    return reason;
  }
}
