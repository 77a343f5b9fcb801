package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static final Map<String, Function<JsonObject, ?>> READERS =
      Map.of(
          "uid",
          args -> Arguments.uid(args),
          "valid",
          args -> Arguments.date(args, "valid"),
          "week",
          args -> Arguments.optionalDate(args, "week"),
          "requestId",
          args -> Arguments.optionalId(args, "requestId"),
          "item",
          Arguments::item,
          "count",
          Arguments::change,
          "reason",
          Arguments::reason,
          "dryRun",
          args -> Arguments.flag(args, "dryRun"));

  @Test
  void whatIsOfTheRightFormIsRead() {
    assertThat(Arguments.uid(new JsonObject().put("uid", "guest:Zoë"))).isEqualTo("guest:Zoë");
    assertThat(Arguments.date(new JsonObject().put("valid", "2028-02-29"), "valid"))
        .isEqualTo("2028-02-29");
    assertThat(Arguments.optionalDate(new JsonObject().putNull("week"), "week")).isEmpty();
    String id = LobbyTest.GRANT.toString();
    assertThat(Arguments.optionalId(new JsonObject().put("requestId", id), "requestId"))
        .contains(LobbyTest.GRANT);
    assertThat(Arguments.optionalId(new JsonObject(), "requestId")).isEmpty();
    assertThat(Arguments.item(new JsonObject().put("item", "gold-coin_2")))
        .isEqualTo("gold-coin_2");
    assertThat(Arguments.change(new JsonObject().put("count", -1_000_000))).isEqualTo(-1_000_000);
    assertThat(Arguments.reason(new JsonObject().put("reason", "lost in a crash"))).isNotBlank();
    assertThat(Arguments.flag(new JsonObject(), "dryRun")).isFalse();
    assertThat(Arguments.flag(new JsonObject().put("dryRun", true), "dryRun")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "uid     | {}                        | nothing",
        "uid     | {'uid':null}              | nothing",
        "uid     | {'uid':7}                 | 7",
        "uid     | {'uid':''}                | ''",
        "uid     | {'uid':'a\\u0000b'}       | 'a\\u0000b'",
        "valid   | {}                        | nothing",
        "valid   | {'valid':'x'}             | 'x'",
        "valid   | {'valid':'2026-02-30'}    | '2026-02-30'",
        "valid   | {'valid':['2026-11-23']}  | ['2026-11-23']",
        "requestId | {'requestId':'x'}       | 'x'",
        "requestId | {'requestId':7}         | 7",
        "item    | {'item':'Gold Coin'}      | 'Gold Coin'",
        "item    | {}                        | nothing",
        "count   | {'count':0}               | 0",
        "count   | {'count':1.5}             | 1.5",
        "count   | {'count':1000001}         | 1000001",
        "count   | {'count':-2147483648}     | -2147483648",
        "count   | {'count':'7'}             | '7'",
        "reason  | {'reason':' '}            | ' '",
        "reason  | {}                        | nothing",
        "dryRun  | {'dryRun':'yes'}          | 'yes'",
        "week    | {'week':'now'}            | 'now'",
      })
  void whatIsNotIsRefusedByName(String key, String args, String found) {
    JsonObject wrong = new JsonObject(args.replace('\'', '"'));
    assertThatThrownBy(() -> Objects.requireNonNull(READERS.get(key)).apply(wrong))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(key + ": found " + found.replace('\'', '"') + ", allowed: ");
  }

  @Test
  void aLongValueIsCutShort() {
    JsonObject wrong = new JsonObject().put("uid", "x".repeat(1000));
    assertThatThrownBy(() -> Arguments.uid(wrong))
        .hasMessageContaining("xxx…")
        .extracting(failure -> String.valueOf(failure.getMessage()).length())
        .matches(length -> length < 120);
  }
}
