package dev.delos.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.config.ConfFolder;
import dev.delos.config.ConfigException;
import dev.delos.config.DelosConfig;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mod's own settings are checked before anything starts, with file and key. */
class LoadedModTest {
  private static final String FILE = "mods/daily/mod.json";

  @TempDir Path directory;
  private ConfFolder conf;

  @BeforeEach
  void copy() {
    conf = ConfFolder.copyTo(directory);
  }

  @Test
  void theProjectsOwnSettingsAreRight() {
    assertThat(load()).containsOnlyKeys("daily");
  }

  @Test
  void aWeekThatDoesNotBeginOnAMondayIsNamed() {
    change(config -> week(config, 0).put("from", "2026-01-06"));
    assertThat(refusal())
        .isEqualTo(
            FILE
                + ": config.weeks[0].from: found 2026-01-06, allowed: a Monday, such as"
                + " 2026-01-05");
  }

  @Test
  void aDateThatIsNoneIsNamed() {
    change(config -> week(config, 1).put("from", "2026-02-30"));
    assertThat(refusal()).startsWith(FILE + ": config.weeks[1].from: found 2026-02-30, allowed: ");
  }

  @Test
  void anUnknownZoneIsNamed() {
    change(config -> config.put("zone", "Europe/Delos"));
    assertThat(refusal()).startsWith(FILE + ": config.zone: found Europe/Delos, allowed: ");
  }

  @Test
  void anUnknownKeyIsNamed() {
    change(config -> config.put("resethour", 4));
    assertThat(refusal())
        .isEqualTo(
            FILE
                + ": config.resethour: found an unknown key,"
                + " allowed: bag, mailboxDays, resetHour, weeks, zone");
  }

  @Test
  void aWrongTypeDeepInATableHasItsPath() {
    change(
        config ->
            week(config, 0)
                .getJsonObject("rewards")
                .getJsonObject("1")
                .getJsonArray("items")
                .getJsonObject(0)
                .put("count", "many"));
    assertThat(refusal())
        .matches(
            FILE
                + ": config\\.weeks\\[0\\]\\.rewards\\.1\\.items\\[0\\]\\.count: found \"many\","
                + " allowed: .*1 to 1000000.*");
  }

  @Test
  void aWeekdayThatThereIsNotIsNamed() {
    change(config -> week(config, 0).getJsonObject("rewards").put("8", new JsonObject()));
    assertThat(refusal())
        .isEqualTo(
            FILE
                + ": config.weeks[0].rewards.8: found an unknown key, allowed: 1, 2, 3, 4, 5, 6, 7");
  }

  @Test
  void aMissingSettingIsNamed() {
    change(config -> config.remove("zone"));
    assertThat(refusal()).startsWith(FILE + ": config.zone: found nothing, allowed: ");
    assertThat(refusal()).doesNotContain("{");
  }

  private static JsonObject week(JsonObject config, int index) {
    return config.getJsonArray("weeks").getJsonObject(index);
  }

  private void change(Consumer<JsonObject> change) {
    conf.change(FILE, json -> change.accept(json.getJsonObject("config")));
  }

  private Map<String, LoadedMod> load() {
    DelosConfig config = conf.load();
    return LoadedMod.load(ModLoader.find(directory), config.nodes(), config.mods());
  }

  private String refusal() {
    try {
      load();
    } catch (ConfigException e) {
      return e.getMessage().replace(conf.path() + "/", "");
    }
    throw new AssertionError("not refused");
  }
}
