package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.PlanDocument;
import dev.delos.sdk.InvalidConfigException;
import dev.delos.sdk.Mod;
import dev.delos.sdk.Systems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The daily sign-in: once a day a player signs in and gets the day's reward. */
public final class DailyMod implements Mod {
  /** The mod's name. */
  public static final String NAME = "daily";

  /** The module that answers the mod's RPC. */
  static final String MODULE = "daily_service";

  private static final String SCHEMA = "/schema/daily-config.schema.json";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void register(Systems systems) {
    systems.client(DailyClientSystem.NAME, DailyClientSystem::new);
    systems.clientEvent(DailyClientSystem.NAME, DailyEvents.OPEN, DailyEvents.openData());
    systems.clientEvent(DailyClientSystem.NAME, DailyEvents.RECV, DailyEvents.claimData());
    systems.clientEvent(DailyClientSystem.NAME, DailyEvents.MAKE_UP, DailyEvents.makeUpData());
    systems.server(DailyServerSystem.NAME, DailyServerSystem::new);
    systems.service(DailyServiceSystem.NAME, DailyServiceSystem::new);
    systems.master(DailyMasterSystem.NAME, DailyMasterSystem::new);
  }

  @Override
  public JsonObject configSchema() {
    try (InputStream schema = DailyMod.class.getResourceAsStream(SCHEMA)) {
      if (schema == null) {
        throw new IllegalStateException("not on the class path: " + SCHEMA);
      }
      return new JsonObject(Buffer.buffer(schema.readAllBytes()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidConfigException for an unknown zone, and for weeks that don't begin on Mondays,
   *     each later than the one before it
   */
  @Override
  public void checkConfig(JsonObject config) {
    DailyConfig.parse(config);
    PlanDocument.mistakes(PlanDocument.ofSettings(config)).stream()
        .findFirst()
        .ifPresent(
            mistake -> {
              throw new InvalidConfigException(
                  mistake.path().replaceFirst("^calendar\\.week", "weeks"),
                  mistake.found(),
                  mistake.allowed());
            });
  }
}
