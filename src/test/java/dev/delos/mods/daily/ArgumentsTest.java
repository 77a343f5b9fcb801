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
          Arguments::uid,
          "valid",
          args -> Arguments.date(args, "valid"),
          "week",
          args -> Arguments.optionalDate(args, "week"),
          "grantId",
          Arguments::grantId);

  @Test
  void whatIsOfTheRightFormIsRead() {
    assertThat(Arguments.uid(new JsonObject().put("uid", "guest:Zoë"))).isEqualTo("guest:Zoë");
    assertThat(Arguments.date(new JsonObject().put("valid", "2028-02-29"), "valid"))
        .isEqualTo("2028-02-29");
    assertThat(Arguments.optionalDate(new JsonObject().putNull("week"), "week")).isEmpty();
    assertThat(Arguments.grantId(new JsonObject().put("grantId", LobbyTest.GRANT.toString())))
        .isEqualTo(LobbyTest.GRANT);
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
        "grantId | {'grantId':'x'}           | 'x'",
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
