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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an activity as a service knows them, some seconds old. A sign-in that they lead to
 * is compared with what the database has, so that old ones cost a second try, but never pay.
 */
final class Plans {
  private final PlanStore store;
  private final UnaryOperator<JsonObject> before;
  private final JsonObject settings;

  /** By version. Once stored, none changes. */
  private final Map<Long, Plan> plans = new HashMap<>();

  private final Reread<SignInRules> current;
  private @Nullable Ordered known;
  private @Nullable SignInRules rules;

  private Plans(PlanStore store, JsonObject settings, UnaryOperator<JsonObject> before) {
    this.store = store;
    this.settings = settings.copy();
    this.before = before;
    this.current = new Reread<>("the plans", () -> store.ordered().compose(this::withPlans));
  }

  /**
   * The plans of an activity that the settings describe until another plan is activated.
   *
   * @param settings as {@link PlanDocument#ofSettings} makes it
   */
  static Plans fromSettings(PlanStore store, JsonObject settings) {
    return new Plans(store, settings, first -> settings.copy());
  }

  /**
   * The plans of an activity that is closed until one is activated.
   *
   * @param like its clock holds as long as there is none
   */
  static Plans fromNothing(PlanStore store, JsonObject like) {
    return new Plans(store, PlanDocument.closed(like), PlanDocument::closed);
  }

  /** The plan that is version 0, unless one is stored. */
  JsonObject settings() {
    return settings.copy();
  }

  /**
   * What is kept as version 0 with the first activation.
   *
   * @param first the plan that is activated; empty: version 0 itself
   */
  JsonObject before(Optional<JsonObject> first) {
    return first.map(before).orElseGet(this::settings);
  }

  /**
   * When a sign-in day begins: the instant at which to activate a plan that is to hold from that
   * day on. Empty if there is no such day.
   *
   * @param plan that one: in an activity that has none so far, by its clock
   */
  Future<Optional<Instant>> begin(LocalDate day, JsonObject plan) {
    return read()
        .map(
            rules ->
                Objects.requireNonNull(known).activations().isEmpty()
                    ? timeline(PlanDocument.read(before.apply(plan)), List.of())
                    : rules.timeline())
        .map(timeline -> timeline.begin(day));
  }

  /** The rules, some seconds old at most. */
  Future<SignInRules> rules() {
    return current.recent();
  }

  /** The rules as they are now in the database. */
  Future<SignInRules> read() {
    return current.now();
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
    Plan first = plans.get(0L);
    return timeline(first == null ? PlanDocument.read(settings) : first, ordered.activations());
  }

  private Timeline timeline(Plan first, List<Activation> activations) {
    List<Version> versions = new ArrayList<>();
    versions.add(new Version(0, Instant.EPOCH, first));
    for (Activation activation : activations) {
      Plan plan = plans.get(activation.version());
      if (plan == null) {
        throw new IllegalStateException("no version " + activation.version() + " of the plan");
      }
      versions.add(new Version(activation.version(), activation.at(), plan));
    }
    return new Timeline(versions);
  }
}
