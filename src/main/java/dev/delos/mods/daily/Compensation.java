package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RequestKey;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What operators give to many players: to all of them in one transaction, or to none. */
final class Compensation {
  /** What one order may give to; so it ends within a command's time. */
  static final int MAX_PLAYERS = 100_000;

  private static final int MAX_DAYS = 31;
  private static final int SAMPLE = 10;
  private static final int MAX_MISTAKES = 100;

  private final Function<String, Future<SignInRules>> rules;
  private final Clock clock;

  /**
   * To whom.
   *
   * @param hasMore whether there are more after the last one
   */
  private record Receivers(List<String> uids, boolean hasMore) {}

  /** Who signed in on any of these days. */
  private record Query(JsonObject args) {
    String activity() {
      return Arguments.activity(args);
    }

    boolean isPaged() {
      return args.getValue("afterUid") != null;
    }

    Tuple parameters() {
      LocalDate from = Arguments.date(args, "from");
      LocalDate to = Arguments.date(args, "to");
      if (to.isBefore(from) || to.isAfter(from.plusDays(MAX_DAYS - 1L))) {
        throw Arguments.refused(
            args, "to", "a date from " + from + " to " + from.plusDays(MAX_DAYS - 1L));
      }
      return Tuple.of(activity(), from, to, afterUid());
    }

    private String afterUid() {
      if (!isPaged()) {
        return "";
      }
      if (args.getValue("afterUid") instanceof String uid) {
        return uid;
      }
      throw Arguments.refused(
          args, "afterUid", "the lastUid of the order before, or an empty text");
    }
  }

  Compensation(Function<String, Future<SignInRules>> rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * {@code {items, description, icon?, mailboxDays?, reason}} and {@code uids}, or {@code signedIn:
   * {activity?, from, to, afterUid?}}, to {@code {players, granted, already, sample, total}}.
   */
  Future<JsonObject> compensate(SqlConnection transaction, RequestKey key, JsonObject args) {
    GiftOrder order = GiftOrder.of("compensate", key.requestId(), args);
    boolean byQuery = args.getValue("signedIn") != null;
    if (byQuery == (args.getValue("uids") != null)) {
      throw Arguments.refused(args, "uids", "either uids or signedIn");
    }
    return byQuery
        ? giveTo(transaction, order, new Query(Arguments.object(args, "signedIn")))
        : give(transaction, order, Activity.DAILY, new Receivers(uids(args), false));
  }

  private Future<JsonObject> giveTo(SqlConnection transaction, GiftOrder order, Query query) {
    return rules
        .apply(query.activity())
        .compose(known -> receivers(transaction, query))
        .compose(receivers -> give(transaction, order, query.activity(), receivers));
  }

  private Future<JsonObject> give(
      SqlConnection transaction, GiftOrder order, String activity, Receivers to) {
    Instant now = clock.instant();
    return rules
        .apply(activity)
        .compose(
            valid ->
                GiftStore.give(transaction, order, to.uids(), valid.timeline().dayAt(now), now))
        .map(given -> reply(order, to, given));
  }

  private static JsonObject reply(GiftOrder order, Receivers to, List<String> given) {
    JsonObject reply =
        new JsonObject()
            .put("players", to.uids().size())
            .put("granted", given.size())
            .put("already", to.uids().size() - given.size())
            .put("sample", new JsonArray(given.stream().sorted().limit(SAMPLE).toList()))
            .put("total", order.total(given.size()));
    return to.hasMore() ? reply.put("lastUid", to.uids().get(to.uids().size() - 1)) : reply;
  }

  private static List<String> uids(JsonObject args) {
    if (!(args.getValue("uids") instanceof JsonArray array)
        || array.isEmpty()
        || array.size() > MAX_PLAYERS) {
      throw Arguments.refused(args, "uids", "a list of 1 to " + MAX_PLAYERS + " uids");
    }
    String mistakes =
        IntStream.range(0, array.size())
            .filter(i -> !Arguments.isUid(array.getValue(i)))
            .limit(MAX_MISTAKES)
            .mapToObj(
                i -> Arguments.mistake("uids[" + i + "]", array.getValue(i), Arguments.UID_ALLOWED))
            .collect(Collectors.joining("\n"));
    if (!mistakes.isEmpty()) {
      throw new InvalidRequestException(mistakes);
    }
    return new ArrayList<>(
        array.stream().map(String.class::cast).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Future<Receivers> receivers(SqlConnection transaction, Query query) {
    Tuple parameters = query.parameters().addInteger(MAX_PLAYERS + 1);
    return transaction
        .preparedQuery(OperatorSql.SIGNED_IN)
        .execute(parameters)
        .map(rows -> SignInStore.list(rows, (Row row) -> row.getString("uid")))
        .compose(
            uids -> {
              if (uids.size() <= MAX_PLAYERS) {
                return Future.succeededFuture(new Receivers(uids, false));
              }
              return query.isPaged()
                  ? Future.succeededFuture(new Receivers(uids.subList(0, MAX_PLAYERS), true))
                  : tooMany(transaction, query);
            });
  }

  private static Future<Receivers> tooMany(SqlConnection transaction, Query query) {
    return transaction
        .preparedQuery(OperatorSql.COUNT_SIGNED_IN)
        .execute(query.parameters())
        .compose(
            rows ->
                Future.failedFuture(
                    new InvalidRequestException(
                        "signedIn: found "
                            + rows.iterator().next().getLong("players")
                            + " players, allowed: "
                            + MAX_PLAYERS
                            + " an order; with afterUid \"\" it takes the first "
                            + MAX_PLAYERS
                            + ", and the order after that its lastUid as afterUid")));
  }
}
