package dev.delos.database;

import org.jspecify.annotations.Nullable;

/** A schema that can't be brought up to date. Stops the start with one line. */
public final class MigrationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Kind {
    /** The schema has versions that the jar doesn't know. */
    NEWER_THAN_JAR,
    /** A migration that was applied isn't what the jar has under its version. */
    CHANGED,
    /** A migration failed, or one that failed before was not mended. */
    FAILED,
    /** Another process has been migrating for too long. */
    LOCKED
  }

  private final Kind kind;
  private final String schema;
  private final String found;
  private final String allowed;

  MigrationException(
      Kind kind, String schema, String found, String allowed, @Nullable Throwable cause) {
    super("schema " + schema + ": found " + found + ", allowed: " + allowed, cause);
    this.kind = kind;
    this.schema = schema;
    this.found = found;
    this.allowed = allowed;
  }

  public Kind kind() {
    return kind;
  }

  /** The schema, which has the name of its mod. */
  public String schema() {
    return schema;
  }

  /** What was found, in words: "version 3". */
  public String found() {
    return found;
  }

  /** What is allowed, in words: "up to version 2". */
  public String allowed() {
    return allowed;
  }
}
