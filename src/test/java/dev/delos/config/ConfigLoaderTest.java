package dev.delos.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration says, and the one line for each mistake in it. */
class ConfigLoaderTest {
  private static final String SECRET = "q7Vw2kXn0sLr4pZb9cJt6mHd1fGy8eUa";

  @TempDir Path directory;
  private ConfFolder conf;

  @BeforeEach
  void copy() {
    conf = ConfFolder.copyTo(directory);
  }

  @Test
  void theProjectsOwnConfigurationStartsEveryRoleServicesFirst() {
    DelosConfig config = conf.load();
    assertThat(config.mode()).isEqualTo(Mode.DEV);
    assertThat(config.nodes())
        .extracting(NodeConfig::type)
        .containsExactly("daily_service", "lobby", "master", "proxy");
    assertThat(config.mods().get("daily").moduleNames()).containsExactly("daily_service");
    assertThat(config.database().url()).isEmpty();
    assertThat(config.login().guests()).isTrue();
    assertThat(config.login().tokenLifetime()).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void oneRolesFileIsThatNodeAlone() {
    DelosConfig config = ConfigLoader.load(conf.path().resolve("lobby.json"), Map.of());
    assertThat(config.nodes())
        .singleElement()
        .isInstanceOfSatisfying(
            ServerConfig.class,
            lobby -> {
              assertThat(lobby.role()).isEqualTo(ServerConfig.Role.LOBBY);
              assertThat(lobby.serverId()).isEqualTo(2001);
              assertThat(lobby.mods()).containsExactly("daily");
            });
  }

  @Test
  void theEnvironmentWinsOverFiles() {
    DelosConfig config =
        conf.load(
            Map.of(
                ConfigLoader.DATABASE_URL, "postgresql://u:p@h/db",
                ConfigLoader.JWT_SECRET, SECRET,
                ConfigLoader.OPERATOR_TOKEN, SECRET));
    assertThat(config.database().url()).contains("postgresql://u:p@h/db");
    assertThat(config.login().secret()).contains(SECRET);
    assertThat(config.operators()).containsExactly(new Operator("operator", SECRET));
    assertThat(config.toString()).doesNotContain(SECRET).doesNotContain("u:p");
  }

  @Test
  void aSecretFileIsReadBesideTheSettings() {
    conf.write("jwt.key", SECRET + "\n")
        .change("delos.json", json -> json.put("login", object("secretFile", "jwt.key")));
    assertThat(conf.load().login().secret()).contains(SECRET);
  }

  @Test
  void anUnknownKeyIsNamedWithTheKnownOnes() {
    conf.change("proxy.json", json -> json.put("prot", 80));
    assertThat(refusal())
        .isEqualTo(
            "proxy.json: prot: found an unknown key, allowed: forwardedHeader, health, host, limits, "
                + "origins, pingSeconds, port, resumeMegabytes, resumeSeconds, role, serverId, tls, "
                + "tlsInFront, trustedProxies, type");
  }

  @Test
  void aMisspeltKeyIsNamedBeforeTheOneThatIsThenMissing() {
    conf.change("proxy.json", json -> json.put("prot", json.remove("port")));
    assertThat(refusal())
        .startsWith(
            "proxy.json: prot: found an unknown key, allowed: forwardedHeader, health, host, ");
  }

  @Test
  void theHealthPortIsOnThisMachineAloneUnlessAHostIsNamed() {
    conf.change("lobby.json", json -> json.put("health", new JsonObject().put("port", 9201)));
    assertThat(node("lobby").health()).contains(new HealthConfig("127.0.0.1", 9201));
    conf.change("lobby.json", json -> json.getJsonObject("health").put("host", "0.0.0.0"));
    assertThat(node("lobby").health()).contains(new HealthConfig("0.0.0.0", 9201));
    conf.change("lobby.json", json -> json.remove("health"));
    assertThat(node("lobby").health()).isEmpty();
  }

  @Test
  void aHealthPortThatIsNoneIsNamedByItsPath() {
    conf.change("lobby.json", json -> json.put("health", new JsonObject().put("port", 70_000)));
    assertThat(refusal())
        .isEqualTo(
            "lobby.json: health.port: found 70000, allowed: a port, 0 to 65535; 0 takes a free one");
  }

  @Test
  void theLimitsOfClientsAreThoseOfTheFileAndElseTheUsual() {
    conf.change("proxy.json", json -> json.put("limits", object("frames", 7)));
    EdgeConfig edge = ((ProxyConfig) node("proxy")).edge();
    assertThat(edge.limits()).isEqualTo(new ClientLimits(20_000, 100, 1_000, 120, 60, 7, 256));
    assertThat(edge.trustedProxies()).isEmpty();
    conf.change("proxy.json", json -> json.put("limits", object("frames", 0)));
    assertThat(refusal()).startsWith("proxy.json: limits.frames: found 0, allowed: a whole number");
  }

  @Test
  void aTrustedProxyMustBeANetwork() {
    for (String wrong : List.of("10.0.0.1", "10.0.0.0/33", "10.0.0/8", "::/129", "localhost/8")) {
      conf.change("proxy.json", json -> json.put("trustedProxies", new JsonArray().add(wrong)));
      assertThat(refusal()).startsWith("proxy.json: trustedProxies").contains(wrong);
    }
    JsonArray right = new JsonArray().add("10.0.0.0/8").add("2001:db8::/32");
    conf.change("proxy.json", json -> json.put("trustedProxies", right));
    assertThat(((ProxyConfig) node("proxy")).edge().trustedProxies()).hasSize(2);
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    conf.write("delos.json", "{\"mode\": \"dev\",\n \"dataDir\": \"a\", \"dataDir\": \"b\"}");
    assertThat(refusal())
        .isEqualTo(
            "delos.json: (file): found Duplicate field 'dataDir' in line 2, column 27,"
                + " allowed: each key once");
  }

  @Test
  void theModsNameIsNotThatOfDelosItself() {
    conf.change("lobby.json", json -> json.put("mods", new JsonArray().add("delos")));
    assertThat(refusal()).startsWith("lobby.json: mods[0]: found \"delos\", allowed: ");
  }

  private NodeConfig node(String type) {
    return conf.load().nodes().stream()
        .filter(found -> found.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aWrongTypeIsShownWithWhatIsAllowed() {
    conf.change("proxy.json", json -> json.put("port", "http"));
    assertThat(refusal())
        .isEqualTo(
            "proxy.json: port: found \"http\", allowed: a port, 0 to 65535; 0 takes a free one");
  }

  @Test
  void aPortOutOfRangeIsShown() {
    conf.change("master.json", json -> json.put("port", 65536));
    assertThat(refusal())
        .isEqualTo(
            "master.json: port: found 65536, allowed: a port, 0 to 65535; 0 takes a free one");
  }

  @Test
  void aMissingKeyIsFoundAsNothing() {
    conf.change("lobby.json", json -> json.remove("serverId"));
    assertThat(refusal())
        .isEqualTo(
            "lobby.json: serverId: found nothing, allowed: a whole number of 1 or more, unique in"
                + " the network");
  }

  @Test
  void aMistakeInsideAListHasItsIndex() {
    conf.change("lobby.json", json -> json.put("mods", new JsonArray().add("daily").add(7)));
    assertThat(refusal()).startsWith("lobby.json: mods[1]: found 7, allowed: a mod's name");
  }

  @Test
  void aNestedUnknownKeyHasItsPath() {
    conf.change("delos.json", json -> json.put("database", object("uri", "x")));
    assertThat(refusal())
        .isEqualTo(
            "delos.json: database.uri: found an unknown key, allowed: outcomeHours, poolSize, url");
  }

  @Test
  void aRoleThatThereIsNotIsShown() {
    conf.change("lobby.json", json -> json.put("role", "loby"));
    assertThat(refusal())
        .isEqualTo(
            "lobby.json: role: found \"loby\", allowed: proxy, lobby, game, service or master");
    conf.change("lobby.json", json -> json.remove("role"));
    assertThat(refusal()).startsWith("lobby.json: role: found nothing, allowed: proxy");
  }

  @Test
  void twoNodesWithOnePortAreBothNamed() {
    conf.change("master.json", json -> json.put("port", 8080))
        .change("proxy.json", json -> json.put("port", 8080));
    assertThat(refusal())
        .isEqualTo(
            "proxy.json: port: found 8080, which master.json has too, allowed: a port of its own");
    conf.change("proxy.json", json -> json.put("port", 0))
        .change("service.json", json -> json.put("health", object("port", 8080)));
    assertThat(refusal())
        .isEqualTo(
            "service.json: health.port: found 8080, which master.json has too, allowed: a port of"
                + " its own");
  }

  @Test
  void twoNodesWithOneIdAreBothNamed() {
    conf.change("master.json", json -> json.put("serverId", 2001));
    assertThat(refusal())
        .isEqualTo(
            "master.json: serverId: found 2001, which lobby.json has too, allowed: a number that"
                + " no other node has");
  }

  @Test
  void aSyntaxErrorHasItsLineAndColumn() {
    conf.write("lobby.json", "{\n  \"role\": lobby\n}");
    assertThat(refusal())
        .isEqualTo(
            "lobby.json: (file): found a syntax error in line 2, column 17, allowed: one JSON"
                + " object");
  }

  @Test
  void aFileThatIsNoObjectIsRefused() {
    conf.write("lobby.json", "[]");
    assertThat(refusal()).startsWith("lobby.json: (file): found ").endsWith("one JSON object");
    conf.write("lobby.json", "");
    assertThat(refusal()).startsWith("lobby.json: (file): found ").endsWith("one JSON object");
  }

  @Test
  void aMissingSharedFileIsNamed() {
    conf.delete("delos.json");
    assertThat(refusal())
        .isEqualTo("delos.json: (file): found no readable file, allowed: a JSON file");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path nowhere = directory.resolve("nowhere");
    assertThat(new ConfFolderProbe(nowhere).refusal())
        .isEqualTo(
            nowhere
                + ": (file): found nothing there, allowed: a configuration folder, or a role's file"
                + " in one");
  }

  @Test
  void aModWithoutSettingsIsNamedAtTheNodeThatListsIt() {
    conf.change("lobby.json", json -> json.put("mods", new JsonArray().add("dayly")));
    assertThat(refusal())
        .isEqualTo(
            "lobby.json: mods: found \"dayly\", allowed: a mod whose settings are in"
                + " mods/dayly/mod.json");
  }

  @Test
  void aModsFileMustSayItsFoldersName() {
    conf.change("mods/daily/mod.json", json -> json.put("name", "weekly"));
    assertThat(refusal())
        .isEqualTo(
            "mods/daily/mod.json: name: found \"weekly\", allowed: the folder's name, daily");
  }

  @Test
  void aShortSecretIsRefusedAndNotShown() {
    assertThat(conf.refusal(Map.of(ConfigLoader.JWT_SECRET, "hunter2")))
        .isEqualTo(
            "environment: DELOS_JWT_SECRET: found a secret of 7 characters, allowed: at least 32");
  }

  @Test
  void aDatabaseUrlOfTheWrongTypeIsNotShown() {
    conf.change(
        "delos.json", json -> json.put("database", new JsonObject().put("url", List.of("pw"))));
    assertThat(refusal())
        .startsWith("delos.json: database.url: found a secret, allowed: a URL as postgresql://");
  }

  @Test
  void productionStartsWithNothingOfADevelopersMachine() {
    conf.change("delos.json", json -> json.put("mode", "production"));
    assertThat(refusal())
        .isEqualTo(
            "delos.json: database.url: found nothing, allowed: a PostgreSQL URL here or in"
                + " DELOS_DATABASE_URL");
    Map<String, String> database = Map.of(ConfigLoader.DATABASE_URL, "postgresql://u:p@h/db");
    assertThat(conf.refusal(database)).startsWith("delos.json: login.secretFile: found nothing");
    Map<String, String> andKey =
        Map.of(ConfigLoader.DATABASE_URL, "postgresql://u:p@h/db", ConfigLoader.JWT_SECRET, SECRET);
    assertThat(conf.refusal(andKey)).startsWith("delos.json: operatorTokenFile: found nothing");
    conf.change("delos.json", json -> json.put("login", object("guests", true)));
    assertThat(conf.refusal(andKey))
        .isEqualTo("delos.json: login.guests: found true, allowed: false in mode production");
  }

  @Test
  void productionRefusesSecretsThatLookLikeDefaults() {
    conf.change("delos.json", json -> json.put("mode", "production"));
    for (String secret :
        List.of(
            "x".repeat(40), "change-me-change-me-change-me-now", "0123456789abcdef".repeat(2))) {
      assertThat(
              conf.refusal(
                  Map.of(
                      ConfigLoader.DATABASE_URL,
                      "postgresql://u:p@h/db",
                      ConfigLoader.JWT_SECRET,
                      secret)))
          .isEqualTo(
              "environment: DELOS_JWT_SECRET: found a secret that looks like a default, allowed:"
                  + " random characters");
      assertThat(
              conf.refusal(
                  Map.of(
                      ConfigLoader.DATABASE_URL, "postgresql://u:p@h/db",
                      ConfigLoader.JWT_SECRET, SECRET,
                      ConfigLoader.OPERATOR_TOKEN, secret)))
          .startsWith("environment: DELOS_OPERATOR_TOKEN: found a secret that looks like");
    }
  }

  @Test
  void keysOfALoginSystemTakeThePlaceOfTheSecretAndOfGuests() {
    loginIs(new JsonObject().put("algorithm", "ES256").put("keyFile", "keys.pem"));
    LoginConfig login = conf.load().login();
    assertThat(login.guests()).isFalse();
    assertThat(login.secret()).isEmpty();
    assertThat(login.keys().orElseThrow().location())
        .isEqualTo(conf.path().resolve("keys.pem").toString());
    loginIs(new JsonObject().put("algorithm", "ES256"));
    assertThat(refusal()).startsWith("delos.json: login.keyFile: found nothing, allowed: a file");
    JsonObject url = new JsonObject().put("algorithm", "RS256").put("keyUrl", "https://a.b/keys");
    loginIs(url.copy().put("guests", true));
    assertThat(refusal()).startsWith("delos.json: login.guests: found true, allowed: false with");
    loginIs(url.copy().put("secretFile", "s"));
    assertThat(refusal()).startsWith("delos.json: login.secretFile: found a file beside");
    loginIs(url.copy().put("algorithm", "HS256"));
    assertThat(refusal()).startsWith("delos.json: login.algorithm: found HS256, allowed: with");
    for (String unsafe : List.of("http://a.b/keys", "https://u:p@a.b/", "https://[/")) {
      loginIs(url.copy().put("keyUrl", unsafe));
      assertThat(refusal())
          .isEqualTo(
              "delos.json: login.keyUrl: found \""
                  + unsafe
                  + "\", allowed: an https URL, or http"
                  + " on this machine");
    }
    loginIs(new JsonObject().put("algorithm", "none"));
    assertThat(refusal()).startsWith("delos.json: login.algorithm: found \"none\", allowed: one");
    loginIs(new JsonObject().put("claims", new JsonArray().add("sub")));
    assertThat(refusal())
        .startsWith("delos.json: login.claims[0]: found \"sub\", allowed: the name");
  }

  private void loginIs(JsonObject login) {
    conf.change("delos.json", json -> json.put("login", login));
  }

  @Test
  void productionHasTlsOnEachPortOrSaysThatItIsInFront() {
    Map<String, String> given =
        Map.of(
            ConfigLoader.DATABASE_URL, "postgresql://u:p@h/db",
            ConfigLoader.JWT_SECRET, SECRET,
            ConfigLoader.OPERATOR_TOKEN, SECRET);
    conf.change("delos.json", json -> json.put("mode", "production"));
    assertThat(conf.refusal(given))
        .isEqualTo(
            "master.json: tls: found nothing, allowed: in mode production certFile and keyFile, or"
                + " tlsInFront: true behind a proxy that has TLS");
    conf.change("master.json", json -> json.put("tlsInFront", true));
    assertThat(conf.refusal(given)).startsWith("proxy.json: tls: found nothing");
    JsonObject tls = new JsonObject().put("certFile", "a.pem").put("keyFile", "a.key");
    conf.change("proxy.json", json -> json.put("tls", tls));
    TlsConfig read =
        ((ProxyConfig)
                conf.load(given).nodes().stream()
                    .filter(ProxyConfig.class::isInstance)
                    .findFirst()
                    .orElseThrow())
            .tls();
    assertThat(read.files().orElseThrow().cert()).isEqualTo(conf.path().resolve("a.pem"));
    conf.change("proxy.json", json -> json.put("tlsInFront", true));
    assertThat(conf.refusal(given)).startsWith("proxy.json: tlsInFront: found true beside tls");
    JsonObject bus = tls.copy().put("caFile", "ca.pem");
    conf.change("proxy.json", json -> json.remove("tls"))
        .change("delos.json", json -> json.put("busTls", bus));
    assertThat(conf.load(given).busTls().orElseThrow().authorities())
        .isEqualTo(conf.path().resolve("ca.pem"));
  }

  @Test
  void productionWithEverythingGivenTakesNoGuests() {
    conf.change("delos.json", json -> json.put("mode", "production"))
        .change("proxy.json", json -> json.put("tlsInFront", true))
        .change("master.json", json -> json.put("tlsInFront", true));
    DelosConfig config =
        conf.load(
            Map.of(
                ConfigLoader.DATABASE_URL, "postgresql://u:p@h/db",
                ConfigLoader.JWT_SECRET, SECRET,
                ConfigLoader.OPERATOR_TOKEN, SECRET));
    assertThat(config.login().guests()).isFalse();
  }

  @Test
  void aRefusalIsOneLine() throws Exception {
    Files.createDirectories(directory.resolve("empty"));
    assertThat(new ConfFolderProbe(directory.resolve("empty")).refusal()).doesNotContain("\n");
    conf.change("lobby.json", json -> json.put("type", "a\nb"));
    assertThat(refusal()).doesNotContain("\n").contains("\"a\\nb\"");
  }

  private String refusal() {
    return conf.refusal(Map.of());
  }

  private static JsonObject object(String key, Object value) {
    return new JsonObject().put(key, value);
  }

  /** Any path in the place of a configuration. */
  private record ConfFolderProbe(Path path) {
    String refusal() {
      try {
        ConfigLoader.load(path, Map.of());
      } catch (ConfigException e) {
        return e.getMessage();
      }
      throw new AssertionError("not refused: " + path);
    }
  }
}
