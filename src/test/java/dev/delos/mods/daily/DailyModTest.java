package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.Mod;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class DailyModTest {
  @Test
  void theModIsFoundAsAnyOther() {
    assertThat(ServiceLoader.load(Mod.class))
        .hasAtLeastOneElementOfType(DailyMod.class)
        .filteredOn(DailyMod.class::isInstance)
        .extracting(Mod::name)
        .containsExactly("daily");
  }
}
