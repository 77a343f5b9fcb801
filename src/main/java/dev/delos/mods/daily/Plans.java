package dev.delos.mods.daily;

import dev.delos.mods.daily.PlanStore.Activation;
import dev.delos.mods.daily.PlanStore.Ordered;
import dev.delos.mods.daily.rules.Plan;
import dev.delos.mods.daily.rules.PlanDocument;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.mods.daily.rules.Timeline;
import dev.delos.mods.daily.rules.Version;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of an activity as a service knows them. It reads them anew when they are asked for and
 * some seconds old; a sign-in that they lead to is compared with what the database has, so that old
 * ones cost a second try, but never pay.
 */
final class Plans {
  private static final Logger log = LoggerFactory.getLogger(Plans.class);

  /** What is older is read anew, while it still serves. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** What is older doesn't serve: half of the time by which activations are ahead. */
  private static final Duration USABLE = PlanStore.LEAD.dividedBy(2);

  private final PlanStore store;
  private final JsonObject settings;

  /** By version. Once stored, none changes. */
  private final Map<Long, Plan> plans = new HashMap<>();

  private @Nullable Ordered known;
  private @Nullable SignInRules rules;
  private long readAt;
  private @Nullable Future<SignInRules> reading;

  /**
   * Takes the plan that is version 0, as long as none is stored.
   *
   * @param settings as {@link PlanDocument#ofSettings} makes it
   */
  Plans(PlanStore store, JsonObject settings) {
    this.store = store;
    this.settings = settings.copy();
  }

  /** The plan of the settings. */
  JsonObject settings() {
    return settings.copy();
  }

  /** The rules, some seconds old at most. */
  Future<SignInRules> rules() {
    long age = System.nanoTime() - readAt;
    if (rules == null || age > USABLE.toNanos()) {
      return read();
    }
    SignInRules found = rules;
    if (age > FRESH.toNanos()) {
      read().onFailure(failure -> log.warn("can't read the plans: {}", failure.toString()));
    }
    return Future.succeededFuture(found);
  }

  /** The rules as they are now in the database. */
  Future<SignInRules> read() {
    if (reading != null) {
      return reading;
    }
    long begin = System.nanoTime();
    Future<SignInRules> mine =
        store.ordered().compose(this::withPlans).onSuccess(done -> readAt = begin);
    if (!mine.isComplete()) {
      reading = mine;
      mine.onComplete(done -> reading = null);
    }
    return mine;
  }

  private Future<SignInRules> withPlans(Ordered ordered) {
    SignInRules same = rules;
    if (same != null && ordered.equals(known)) {
      return Future.succeededFuture(same);
    }
    return readPlans(ordered)
        .map(
            read -> {
              SignInRules found = new SignInRules(timeline(ordered), ordered.excused());
              rules = found;
              known = ordered;
              return found;
            });
  }

  private Future<Void> readPlans(Ordered ordered) {
    if (ordered.activations().isEmpty()) {
      return Future.succeededFuture();
    }
    Set<Long> missing =
        Stream.concat(Stream.of(0L), ordered.activations().stream().map(Activation::version))
            .filter(version -> !plans.containsKey(version))
            .collect(Collectors.toSet());
    return missing.isEmpty()
        ? Future.succeededFuture()
        : store
            .documents(missing)
            .map(
                documents -> {
                  documents.forEach(
                      (version, document) -> plans.put(version, PlanDocument.read(document)));
                  return null;
                });
  }

  private Timeline timeline(Ordered ordered) {
    List<Version> versions = new ArrayList<>();
    Plan first = plans.get(0L);
    versions.add(
        new Version(0, Instant.EPOCH, first == null ? PlanDocument.read(settings) : first));
    for (Activation activation : ordered.activations()) {
      Plan plan = plans.get(activation.version());
      if (plan == null) {
        throw new IllegalStateException("no version " + activation.version() + " of the plan");
      }
      versions.add(new Version(activation.version(), activation.at(), plan));
    }
    return new Timeline(versions);
  }
}
