package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.PlanDocument;
import dev.delos.mods.daily.rules.Text;
import dev.delos.sdk.InvalidConfigException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DailyConfigTest {
  private final DailyMod mod = new DailyMod();

  @Test
  void theConfigurationThatIsShippedIsRight() throws IOException {
    JsonObject config = shipped();

    assertThat(validate(config).getValid()).isTrue();
    mod.checkConfig(config);
    DailyConfig parsed = DailyConfig.parse(config);
    assertThat(parsed.zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(parsed.resetHour()).isEqualTo(4);
    assertThat(parsed.weeks()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(parsed.weeks())
        .allSatisfy(week -> assertThat(week.rewards()).containsOnlyKeys(DayOfWeek.values()));
  }

  @Test
  void aRewardIsReadWithAllItsParts() {
    DailyConfig config = DailyConfig.parse(config("2026-01-05"));

    assertThat(config.weeks().get(0).from()).isEqualTo(LocalDate.parse("2026-01-05"));
    assertThat(config.weeks().get(0).reward(DayOfWeek.MONDAY))
        .hasValueSatisfying(
            reward -> {
              assertThat(reward.items()).containsExactly(new ItemCount("coin", 100));
              assertThat(reward.icon()).isEqualTo("coin");
              assertThat(reward.shownCount()).isEqualTo(100);
              assertThat(reward.description().in("en")).isEqualTo("100 coins");
            });
    assertThat(config.weeks().get(0).reward(DayOfWeek.TUESDAY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"3 gems\" | 每日签到",
        "{\"en\": \"3 gems\"} | Daily sign-in",
        "{\"zh\": \"3\", \"en\": \"3 gems\", \"de\": \"3 Edelsteine\"} | 每日签到",
        "{\"de\": \"3 Edelsteine\"} | Daily sign-in"
      })
  void aRewardMayBeDescribedInAnyLanguages(String description, String chinese) {
    JsonObject config = config("2026-01-05");
    monday(config).put("description", Json.decodeValue(description));

    assertThat(validate(config).getValid()).isTrue();
    mod.checkConfig(config);
    Text title = PlanDocument.read(PlanDocument.ofSettings(config)).title();
    assertThat(title.in("fr")).isEqualTo("Daily sign-in");
    assertThat(title.in("zh")).isEqualTo(chinese);
  }

  @Test
  void theBagIsReadWithTheStackSizesOfItems() {
    JsonObject config = config("2026-01-05").put("mailboxDays", 7);
    bag(config).put("slots", 3).put("stackSizes", new JsonObject().put("sword", 1));

    DailyConfig parsed = DailyConfig.parse(config);

    assertThat(parsed.mailboxTime()).isEqualTo(Duration.ofDays(7));
    assertThat(parsed.bag()).isEqualTo(new BagRules(3, 999, Map.of("sword", 1)));
  }

  @Test
  void anItemTakesUpAsManySlotsAsItHasStacks() {
    BagRules bag = new BagRules(36, 999, Map.of("sword", 1));

    assertThat(bag.slotsFor(List.of())).isZero();
    assertThat(bag.slotsFor(List.of(new ItemCount("coin", 999)))).isEqualTo(1);
    assertThat(bag.slotsFor(List.of(new ItemCount("coin", 1000), new ItemCount("sword", 3))))
        .isEqualTo(5);
  }

  @Test
  void anUnknownZoneIsNamed() {
    assertThat(mistake(config("2026-01-05").put("zone", "Europe/Berlim")))
        .returns("zone", InvalidConfigException::key)
        .returns("Europe/Berlim", InvalidConfigException::found)
        .extracting(InvalidConfigException::allowed)
        .asString()
        .contains("Europe/Berlin");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-06, 2026-01-05",
    "2026-01-08, 2026-01-05",
    "2026-01-09, 2026-01-12",
    "2026-01-11, 2026-01-12",
  })
  void aWeekThatDoesNotBeginOnAMondayIsToldTheNearestOne(String from, String nearest) {
    assertThat(mistake(config("2025-12-29", from)))
        .returns("weeks[1].from", InvalidConfigException::key)
        .returns(from, InvalidConfigException::found)
        .returns("a Monday, such as " + nearest, InvalidConfigException::allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-30", "2026-13-01", "soon"})
  void aWeekThatDoesNotBeginOnADateIsNamed(String from) {
    assertThat(mistake(config(from)))
        .returns("weeks[0].from", InvalidConfigException::key)
        .returns(from, InvalidConfigException::found)
        .returns("a Monday's date, such as 2026-01-05", InvalidConfigException::allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-12", "2026-01-05"})
  void weeksAscend(String second) {
    assertThat(mistake(config("2026-01-12", second)))
        .returns("weeks[1].from", InvalidConfigException::key)
        .returns(second, InvalidConfigException::found)
        .extracting(InvalidConfigException::allowed)
        .asString()
        .contains("2026-01-12");
  }

  @Test
  void theSchemaRefusesWhatIsOutOfBounds() {
    refused(config -> config.put("resetHour", 24));
    refused(config -> config.put("resetHour", "4"));
    refused(config -> config.put("colour", "red"));
    refused(config -> config.remove("zone"));
    refused(config -> config.put("mailboxDays", 0));
    refused(config -> config.put("mailboxDays", 3651));
    refused(config -> config.remove("mailboxDays"));
    refused(config -> config.remove("bag"));
    refused(config -> bag(config).put("slots", 0));
    refused(config -> bag(config).put("stackSize", 0));
    refused(config -> bag(config).put("colour", "red"));
    refused(config -> bag(config).put("stackSizes", new JsonObject().put("Big Sword", 1)));
    refused(config -> bag(config).put("stackSizes", new JsonObject().put("sword", 0)));
    refused(config -> config.put("weeks", new JsonArray()));
    refused(config -> rewards(config).put("8", rewards(config).getJsonObject("1").copy()));
    refused(config -> monday(config).put("icon", "Coin!"));
    refused(config -> monday(config).put("shownCount", 0));
    refused(config -> monday(config).put("shownCount", 1_000_001));
    refused(config -> monday(config).put("description", ""));
    refused(config -> monday(config).put("description", new JsonObject()));
    refused(config -> monday(config).put("description", new JsonObject().put("English", "x")));
    refused(config -> monday(config).put("description", new JsonObject().put("en", "")));
    refused(config -> monday(config).put("items", new JsonArray()));
    refused(config -> item(config).put("count", 0));
    refused(config -> item(config).put("count", 1.5));
    refused(config -> item(config).put("item", "x".repeat(33)));
  }

  private void refused(Consumer<JsonObject> mistake) {
    JsonObject config = config("2026-01-05");
    assertThat(validate(config).getValid()).isTrue();
    mistake.accept(config);
    assertThat(validate(config).getValid()).as(config.encode()).isFalse();
  }

  private OutputUnit validate(JsonObject config) {
    JsonSchemaOptions options =
        new JsonSchemaOptions()
            .setBaseUri("https://delos.test/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);
    return Validator.create(JsonSchema.of(mod.configSchema()), options).validate(config);
  }

  private InvalidConfigException mistake(JsonObject config) {
    return catchThrowableOfType(InvalidConfigException.class, () -> mod.checkConfig(config));
  }

  private static JsonObject shipped() throws IOException {
    return new JsonObject(Files.readString(Path.of("conf/mods/daily/mod.json")))
        .getJsonObject("config");
  }

  private static JsonObject config(String... from) {
    JsonArray weeks = new JsonArray();
    for (String monday : from) {
      weeks.add(
          new JsonObject()
              .put("from", monday)
              .put("rewards", new JsonObject().put("1", Samples.COINS.toJson())));
    }
    return Samples.config().put("weeks", weeks);
  }

  private static JsonObject bag(JsonObject config) {
    return config.getJsonObject("bag");
  }

  private static JsonObject rewards(JsonObject config) {
    return config.getJsonArray("weeks").getJsonObject(0).getJsonObject("rewards");
  }

  private static JsonObject monday(JsonObject config) {
    return rewards(config).getJsonObject("1");
  }

  private static JsonObject item(JsonObject config) {
    return monday(config).getJsonArray("items").getJsonObject(0);
  }
}
