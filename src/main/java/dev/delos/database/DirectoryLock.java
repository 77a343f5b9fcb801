package dev.delos.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One Delos a data directory: a lock on the file {@code delos.lock} in it, which the operating
 * system frees when the process dies, however it dies. The file stays.
 */
final class DirectoryLock implements AutoCloseable {
  static final String FILE = "delos.lock";

  /**
   * What this JVM holds. It must not open the file a second time: POSIX drops a process's lock when
   * it closes any of its descriptors of the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock, or fails at once.
   *
   * @param directory exists; its real path
   * @throws EmbeddedDatabaseException if somebody holds it
   */
  static DirectoryLock acquire(Path directory) throws IOException {
    if (!HELD.add(directory)) {
      throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      return new DirectoryLock(directory, locked(directory));
    } catch (IOException | RuntimeException e) {
      HELD.remove(directory);
      throw e;
    }
  }

  Path directory() {
    return directory;
  }

  /** Frees the lock. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(directory);
    }
  }

  private static FileChannel locked(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    @Nullable FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw inUse(directory, Files.readString(directory.resolve(FILE)).trim());
    }
    String pid = ProcessHandle.current().pid() + "\n";
    channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    return channel;
  }

  private static EmbeddedDatabaseException inUse(Path directory, String pid) {
    String holder = pid.isEmpty() ? "" : " (process " + pid + ")";
    return new EmbeddedDatabaseException(directory, "in use by another Delos" + holder);
  }
}
