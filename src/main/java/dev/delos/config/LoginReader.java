package dev.delos.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code delos.json} says of the players' login.
 *
 * @param file where it stands
 */
record LoginReader(Path file, Mode mode, Secrets secrets) {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  LoginConfig read(JsonObject login) {
    TokenRules rules = rules(login);
    Optional<KeySource> keys = keys(login);
    keys.ifPresent(source -> checkIsOnly(login, rules, source));
    if (keys.isEmpty() && !rules.isShared()) {
      throw new ConfigException(
          file, "login.keyFile", "nothing", "a file with the public keys, or login.keyUrl");
    }
    boolean guests = login.getBoolean("guests", mode == Mode.DEV && keys.isEmpty());
    checkGuests(guests, keys);
    return new LoginConfig(
        rules,
        keys.isPresent() ? Optional.empty() : secret(login.getString("secretFile")),
        keys,
        guests,
        Duration.ofMinutes(login.getInteger("tokenMinutes", 720)));
  }

  private Optional<String> secret(@Nullable String secretFile) {
    return secrets.find(ConfigLoader.JWT_SECRET, "login.secretFile", secretFile);
  }

  private static TokenRules rules(JsonObject login) {
    TokenRules otherwise = TokenRules.DEFAULT;
    return new TokenRules(
        login.getString("algorithm", otherwise.algorithm()),
        login.getString("issuer", otherwise.issuer()),
        login.getString("audience", otherwise.audience()),
        Duration.ofSeconds(login.getInteger("leewaySeconds", 0)),
        login.getBoolean("tokenOnce", otherwise.isOnce()),
        login.getJsonArray("claims", new JsonArray()).stream().map(String.class::cast).toList());
  }

  private Optional<KeySource> keys(JsonObject login) {
    Duration reread = Duration.ofSeconds(login.getInteger("keyRereadSeconds", 300));
    String keyFile = login.getString("keyFile");
    String url = login.getString("keyUrl");
    if (keyFile != null && url != null) {
      throw new ConfigException(file, "login.keyUrl", "a URL", "one of keyFile and keyUrl");
    }
    if (keyFile != null) {
      Path path = file.resolveSibling(ConfigLoader.path(file, "login.keyFile", keyFile));
      return Optional.of(source(path.toString(), false, reread, "login.keyFile"));
    }
    return Optional.ofNullable(url)
        .map(text -> source(checkedUrl(text), true, reread, "login.keyUrl"));
  }

  private KeySource source(String location, boolean isUrl, Duration reread, String key) {
    return new KeySource(location, isUrl, reread, file.toString(), key);
  }

  /** Who can change what comes from there can be any player. */
  private String checkedUrl(String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() != null
          && url.getUserInfo() == null
          && ("https".equals(url.getScheme()) || THIS_MACHINE.contains(url.getHost()))) {
        return text;
      }
    } catch (URISyntaxException e) {
      // refused below
    }
    throw new ConfigException(
        file, "login.keyUrl", "\"" + text + "\"", "an https URL, or http on this machine");
  }

  private void checkIsOnly(JsonObject login, TokenRules rules, KeySource keys) {
    if (login.containsKey("secretFile")) {
      throw new ConfigException(
          file, "login.secretFile", "a file beside " + keys.key(), "one of the two");
    }
    if (keys.isUrl() && rules.isShared()) {
      throw new ConfigException(
          file,
          "login.algorithm",
          login.getString("algorithm", "nothing, which is HS256,"),
          "with keyUrl, one with public keys: " + String.join(", ", publicAlgorithms()));
    }
  }

  private static List<String> publicAlgorithms() {
    return List.of(
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
  }

  private void checkGuests(boolean guests, Optional<KeySource> keys) {
    if (guests && mode == Mode.PRODUCTION) {
      throw new ConfigException(file, "login.guests", "true", "false in mode production");
    }
    if (guests && keys.isPresent()) {
      throw new ConfigException(
          file, "login.guests", "true", "false with " + keys.get().key() + ": who signs is there");
    }
  }
}
