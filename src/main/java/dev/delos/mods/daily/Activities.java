package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.sdk.Database;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The activities that there are: {@link Activity#DAILY}, and each that ever had a plan activated.
 * All services find the same ones, some seconds old.
 */
final class Activities {
  /** More than a page has room for; a look-up asks each that is open. */
  static final int MOST = 16;

  private final Database database;
  private final Function<String, Activity> maker;
  private final Map<String, Activity> made = new TreeMap<>();
  private final Reread<List<Activity>> known;

  /** An activity that players can sign in to now. */
  record Open(Activity activity, SignInRules rules) {}

  Activities(Database database, Function<String, Activity> maker) {
    this.database = database;
    this.maker = maker;
    this.known = new Reread<>("the activities", this::read);
  }

  private Future<List<Activity>> read() {
    return database
        .queryIdempotent(PlanSql.ACTIVITIES, Tuple.of(Activity.DAILY))
        .map(rows -> SignInStore.list(rows, row -> keep(row.getString("activity"))));
  }

  private Activity keep(String name) {
    return made.computeIfAbsent(name, maker);
  }

  Activity daily() {
    return keep(Activity.DAILY);
  }

  /** All of them: the daily one first, then by name. */
  Future<List<Activity>> all() {
    return known.recent();
  }

  /** For operators, who may speak of one that is yet to come. */
  Activity named(String name) {
    Activity found = made.get(name);
    return found != null ? found : maker.apply(name);
  }

  /** The same, if it is known or there is room for one more. */
  Future<Activity> withRoom(String name) {
    return known
        .now()
        .map(
            all -> {
              if (!made.containsKey(name) && all.size() >= MOST) {
                throw new InvalidRequestException(
                    "activity: found \""
                        + name
                        + "\", allowed: one of "
                        + names(all)
                        + ": there are no more than "
                        + MOST);
              }
              return named(name);
            });
  }

  private static String names(List<Activity> all) {
    return String.join(", ", all.stream().map(Activity::name).toList());
  }

  /** What players can sign in to now, in the order of {@link #all}. */
  Future<List<Open>> open(Instant now) {
    return all().compose(all -> open(all, now));
  }

  private static Future<List<Open>> open(List<Activity> all, Instant now) {
    List<Future<SignInRules>> rules = all.stream().map(one -> one.plans().rules()).toList();
    return Future.all(rules)
        .map(
            read ->
                IntStream.range(0, all.size())
                    .mapToObj(i -> new Open(all.get(i), rules.get(i).result()))
                    .filter(one -> isOpen(one.rules(), now))
                    .toList());
  }

  private static boolean isOpen(SignInRules rules, Instant now) {
    return rules
        .timeline()
        .at(now)
        .filter(version -> version.plan().isOpen(rules.timeline().dayAt(now)))
        .isPresent();
  }

  /**
   * The one that a player means.
   *
   * @param name as the client says it; empty: the first that is open, or else the daily one
   */
  Future<Activity> meant(String name, Instant now) {
    return all()
        .compose(
            all -> name.isEmpty() ? first(all, now) : Future.succeededFuture(meant(name, all)));
  }

  /** Each claim asks: where there is one, open or not, nothing is looked up. */
  private Future<Activity> first(List<Activity> all, Instant now) {
    return all.size() == 1
        ? Future.succeededFuture(daily())
        : open(all, now).map(open -> open.isEmpty() ? daily() : open.get(0).activity());
  }

  private static Activity meant(String name, List<Activity> all) {
    return all.stream()
        .filter(activity -> activity.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Arguments.refused(
                    new JsonObject().put("activity", name), "activity", "one of " + names(all)));
  }
}
