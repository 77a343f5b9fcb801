package dev.delos.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of a PostgreSQL's data. It is made under another name and renamed when it is whole,
 * so that a kill while it is made leaves nothing that a later start would trip over.
 *
 * @param path the directory
 * @param password of the user {@link #USER}; made with the directory and kept in it, readable by
 *     its owner alone
 */
record Cluster(Path path, String password) {
  static final String USER = "delos";

  private static final Logger log = LoggerFactory.getLogger(Cluster.class);
  private static final String FRESH = "postgresql.new-";
  private static final String PASSWORD_FILE = "delos.password";
  private static final String VERSION_FILE = "PG_VERSION";
  private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);
  private static final int PASSWORD_BYTES = 24;

  /**
   * Opens the cluster in a directory, and makes it first if it isn't there. Blocks; the caller has
   * the directory's lock.
   */
  static Cluster open(Path directory, Path programs) throws IOException, InterruptedException {
    for (Path child : FileTree.children(directory)) {
      if (child.getFileName().toString().startsWith(FRESH)) {
        FileTree.delete(child);
      }
    }
    Path path = directory.resolve("postgresql");
    if (Files.notExists(path) || FileTree.children(path).isEmpty()) {
      create(path, Files.createTempDirectory(directory, FRESH), programs);
    }
    checkVersion(path, programs);
    return new Cluster(path, Files.readString(path.resolve(PASSWORD_FILE)).trim());
  }

  private static void create(Path path, Path fresh, Path programs)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Path password = fresh.resolve(PASSWORD_FILE);
    Path data = fresh.resolve("data");
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, randomPassword());
    PostgresProgram initdb = initdb(programs, data, password);
    if (!initdb.run(INITDB_LIMIT)) {
      throw new EmbeddedDatabaseException(path, "initdb failed: " + initdb.output());
    }
    Files.move(password, data.resolve(PASSWORD_FILE));
    FileTree.publish(data, path);
    FileTree.delete(fresh);
    log.info("{} made in {} ms", path, Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }

  /** Sorts by bytes, knows the letters of Unicode, and depends on no locale of the machine. */
  private static PostgresProgram initdb(Path programs, Path data, Path password) {
    return new PostgresProgram(
        programs,
        "initdb",
        List.of(
            "--pgdata=" + data,
            "--username=" + USER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums"));
  }

  private static void checkVersion(Path path, Path programs)
      throws IOException, InterruptedException {
    Path file = path.resolve(VERSION_FILE);
    if (Files.notExists(file)) {
      throw new EmbeddedDatabaseException(path, "holds something else than a PostgreSQL's data");
    }
    String found = Files.readString(file).trim();
    String allowed = majorVersion(programs);
    if (!found.equals(allowed)) {
      throw new EmbeddedDatabaseException(
          path, "was written by PostgreSQL " + found + ", this Delos brings " + allowed);
    }
  }

  /** From a line such as "postgres (PostgreSQL) 17.11". */
  private static String majorVersion(Path programs) throws IOException, InterruptedException {
    PostgresProgram version = new PostgresProgram(programs, "postgres", List.of("--version"));
    if (!version.run(Duration.ofSeconds(10))) {
      throw new IOException("postgres --version failed: " + version.output());
    }
    String line = version.output();
    return line.substring(line.lastIndexOf(' ') + 1).replaceAll("\\D.*", "");
  }

  private static String randomPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
