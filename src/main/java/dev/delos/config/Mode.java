package dev.delos.config;

/** What the network is for. */
public enum Mode {
  /** A developer's machine: guests log in by name, missing keys are made. */
  DEV,
  /** Real players: every key and the database are given, guests are refused. */
  PRODUCTION
}
