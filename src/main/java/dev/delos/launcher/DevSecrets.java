package dev.delos.launcher;

import dev.delos.config.ConfigException;
import dev.delos.config.DelosConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  private static void create(Path file) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, (HexFormat.of().formatHex(secret) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException e) {
      // Made by an earlier run: kept.
    }
  }
}
