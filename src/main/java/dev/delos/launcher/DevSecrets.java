package dev.delos.launcher;

import dev.delos.config.ConfigException;
import dev.delos.config.DelosConfig;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The secrets that a developer's machine makes for itself where none are given. They are kept in
 * the data directory, readable by its owner alone, so that tokens outlive a restart.
 */
final class DevSecrets {
  /** The file with the operators' token, in the data directory. */
  static final String OPERATOR_TOKEN = "operator-token";

  /** The file with the key of players' tokens, in the data directory. */
  static final String JWT_SECRET = "jwt-secret";

  private static final int BYTES = 32;

  private DevSecrets() {}

  /** The given secret, or the one in that file, which is made if it isn't there. Blocks. */
  static String orMade(Optional<String> given, DelosConfig config, String fileName) {
    if (given.isPresent()) {
      return given.get();
    }
    Path file = config.dataDir().resolve(fileName);
    try {
      Files.createDirectories(config.dataDir());
      create(file);
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigException(
          config.file(),
          "dataDir",
          "\"" + config.dataDir() + "\", where " + file + " can't be read or made",
          "a folder that this user may write to");
    }
  }

  /** Several processes may start at once: whoever links its file first has made the secret. */
  private static void create(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    Path made = Files.createTempFile(file.getParent(), file.getFileName() + "-", ".tmp");
    try {
      Files.writeString(made, HexFormat.of().formatHex(secret) + "\n");
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster: its secret is kept.
    } finally {
      Files.delete(made);
    }
  }
}
