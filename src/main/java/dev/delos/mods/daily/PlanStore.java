package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.PlanDocument;
import dev.delos.sdk.Database;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The versions of an activity's plan, and from when on which is valid. Both only grow: to roll back
 * is to activate an older version.
 */
final class PlanStore {
  /**
   * How far ahead an activation is at least, by the database's clock. By then every service has
   * read it; and no sign-in of its time can be stored before it is, as long as a service's clock is
   * not ahead of the database's by as much.
   */
  static final Duration LEAD = Duration.ofSeconds(10);

  private static final String BEFORE_FIRST = "what held before the first activation";

  private final Database database;
  private final String activity;
  private final Duration lead;

  /** A version, and the instant from which on it is valid. */
  record Activation(long version, Instant at) {}

  /**
   * What operators ordered.
   *
   * @param activations in the order in which they hold
   */
  record Ordered(List<Activation> activations, Set<LocalDate> excused) {
    Ordered {
      activations = List.copyOf(activations);
      excused = Set.copyOf(excused);
    }
  }

  PlanStore(Database database, String activity, Duration lead) {
    this.database = database;
    this.activity = activity;
    this.lead = lead;
  }

  Future<Ordered> ordered() {
    return database
        .queryIdempotent(PlanSql.ORDERED, Tuple.of(activity))
        .map(rows -> ordered(rows.iterator().next()));
  }

  private static Ordered ordered(Row row) {
    List<Activation> activations =
        row.get(JsonArray.class, "activations").stream()
            .map(JsonObject.class::cast)
            .map(json -> new Activation(json.getLong("version"), instant(json.getString("at"))))
            .toList();
    Set<LocalDate> excused =
        row.get(JsonArray.class, "excused").stream()
            .map(day -> LocalDate.parse((String) day))
            .collect(Collectors.toSet());
    return new Ordered(activations, excused);
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  /** Those of the versions that there are. */
  Future<Map<Long, JsonObject>> documents(Collection<Long> versions) {
    Tuple parameters = Tuple.of(activity).addArrayOfLong(versions.toArray(Long[]::new));
    return database
        .queryIdempotent(PlanSql.DOCUMENTS, parameters)
        .map(
            rows -> {
              Map<Long, JsonObject> found = new HashMap<>();
              rows.forEach(
                  row -> found.put(row.getLong("version"), row.get(JsonObject.class, "document")));
              return found;
            });
  }

  /**
   * Stores a plan as a new version, which is valid once it is activated. Fails with an {@link
   * InvalidRequestException} that has all the mistakes, if it has any.
   *
   * @return its number
   */
  Future<Long> put(SqlConnection transaction, JsonObject document, Author author) {
    long mailboxSeconds;
    try {
      mailboxSeconds = PlanDocument.read(document).longestWait().toSeconds();
    } catch (IllegalArgumentException mistakes) {
      return Future.failedFuture(
          new InvalidRequestException(String.valueOf(mistakes.getMessage())));
    }
    return run(transaction, PlanSql.LOCK, Tuple.of(activity))
        .compose(locked -> run(transaction, SignInSql.KEEP_MAIL, Tuple.of(mailboxSeconds)))
        .compose(
            kept ->
                run(
                    transaction,
                    PlanSql.PUT,
                    Tuple.of(activity, document, author.reason(), author.operator().orElse(null))))
        .map(rows -> rows.get(0).getLong("version"));
  }

  /**
   * Makes a version valid from an instant on. Fails with an {@link InvalidRequestException} if
   * there is no such version, or the instant is too early: less than {@link #LEAD} ahead.
   *
   * @param before what is kept as version 0 at the first activation, of the version's plan or,
   *     where there is none, of nothing: what the settings say later changes nothing any more
   * @return the activation's number
   */
  Future<Long> activate(
      SqlConnection transaction,
      long version,
      Instant at,
      Author author,
      Function<Optional<JsonObject>, JsonObject> before) {
    Tuple activation =
        Tuple.of(activity, version, SignInStore.timestamp(at), author.reason(), lead.toSeconds())
            .addString(author.operator().orElse(null));
    return run(transaction, PlanSql.LOCK, Tuple.of(activity))
        .compose(locked -> document(transaction, version))
        .compose(found -> keep(transaction, before.apply(found)))
        .compose(kept -> document(transaction, version))
        .map(found -> found.orElseThrow(() -> unknown(version)))
        .compose(known -> run(transaction, PlanSql.ACTIVATE, activation))
        .compose(
            rows ->
                rows.isEmpty()
                    ? refuseInstant(transaction, at)
                    : Future.succeededFuture(rows.get(0).getLong("number")));
  }

  private Future<?> keep(SqlConnection transaction, JsonObject plan) {
    return run(transaction, PlanSql.KEEP_SETTINGS, Tuple.of(activity, plan, BEFORE_FIRST));
  }

  private Future<Optional<JsonObject>> document(SqlConnection transaction, long version) {
    Tuple parameters = Tuple.of(activity).addArrayOfLong(new Long[] {version});
    return run(transaction, PlanSql.DOCUMENTS, parameters)
        .map(rows -> rows.stream().findFirst().map(row -> row.get(JsonObject.class, "document")));
  }

  private static InvalidRequestException unknown(long version) {
    return new InvalidRequestException(
        "version: found " + version + ", allowed: one that was stored");
  }

  private Future<Long> refuseInstant(SqlConnection transaction, Instant at) {
    return run(transaction, PlanSql.EARLIEST, Tuple.of(lead.toSeconds()))
        .compose(
            rows ->
                Future.failedFuture(
                    new InvalidRequestException(
                        "at: found "
                            + at
                            + ", allowed: "
                            + lead.toSeconds()
                            + " s ahead, that is from "
                            + rows.get(0).getOffsetDateTime("earliest").toInstant()
                            + " on")));
  }

  private static Future<List<Row>> run(SqlConnection transaction, String sql, Tuple parameters) {
    return transaction
        .preparedQuery(sql)
        .execute(parameters)
        .map(rows -> SignInStore.list(rows, row -> row));
  }

  /** All versions without their documents, and all activations, for operators. */
  Future<JsonObject> list() {
    return database
        .queryIdempotent(PlanSql.VERSIONS, Tuple.of(activity))
        .map(rows -> new JsonArray(SignInStore.list(rows, Row::toJson)))
        .compose(
            versions ->
                database
                    .queryIdempotent(PlanSql.ACTIVATIONS, Tuple.of(activity))
                    .map(
                        rows ->
                            new JsonObject()
                                .put("activity", activity)
                                .put("versions", versions)
                                .put(
                                    "activations",
                                    new JsonArray(SignInStore.list(rows, Row::toJson)))));
  }
}
