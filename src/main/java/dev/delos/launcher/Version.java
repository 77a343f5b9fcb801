package dev.delos.launcher;

/** The version of Delos that runs. */
final class Version {
  private Version() {}

  /** From the jar's manifest; {@code dev} where classes are run without a jar. */
  static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
