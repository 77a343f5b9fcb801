package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void aTextForAllLanguagesIsTheSameInEach() {
    Text text = Text.of("Coins");
    assertThat(text.in("zh")).isEqualTo("Coins");
    assertThat(text.toJson()).isEqualTo("Coins");
  }

  @Test
  void aLanguageThatIsMissingIsEnglishOrElseTheFirst() {
    JsonObject texts = new JsonObject().put("zh", "金币").put("en", "Coins");
    assertThat(Text.of(texts).in("zh")).isEqualTo("金币");
    assertThat(Text.of(texts).in("de")).isEqualTo("Coins");
    assertThat(Text.of(texts).toJson()).isEqualTo(texts);
    assertThat(Text.of(new JsonObject().put("zh", "金币").put("de", "Münzen")).in("fr"))
        .isEqualTo("Münzen");
  }
}
