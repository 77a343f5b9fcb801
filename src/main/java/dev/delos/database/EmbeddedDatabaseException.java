package dev.delos.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL can't run in its directory. Stops the start with one line. */
public final class EmbeddedDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path directory;
  private final String reason;

  EmbeddedDatabaseException(Path directory, String reason, @Nullable Throwable cause) {
    super(directory + ": " + reason, cause);
    this.directory = directory;
    this.reason = reason;
  }

  EmbeddedDatabaseException(Path directory, String reason) {
    this(directory, reason, null);
  }

  /** The directory that was asked for. */
  public Path directory() {
    return directory;
  }

  /** Why, in one line: "in use by another Delos (process 123)". */
  public String reason() {
    return reason;
  }
}
