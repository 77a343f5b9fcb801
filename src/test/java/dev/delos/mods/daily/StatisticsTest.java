package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.sdk.RequestKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is counted of days, on a real PostgreSQL, compared with a count that is slow and plain. */
class StatisticsTest {
  private static final DailyDatabase DATABASE = new DailyDatabase();
  private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
  private static final LocalDate FIRST = TODAY.minusDays(61);
  private static final long SEED = 8;

  private final DailyDatabase daily = DATABASE.emptied();
  private final SettableClock clock = new SettableClock("2026-11-24T12:00:00Z");
  private final FakeService service = FakeService.start(Samples.config(), clock, daily);
  private final List<Row> signIns = new ArrayList<>();
  private final Set<String> visits = new HashSet<>();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /** A sign-in. */
  private record Row(String uid, LocalDate day, boolean madeUp, int streak, int total) {}

  @Test
  void theFiguresAreThoseOfAPlainCount() {
    fill();

    JsonArray days = show(FIRST, TODAY);

    assertThat(days)
        .isEqualTo(new JsonArray(FIRST.datesUntil(TODAY.plusDays(1)).map(this::plain).toList()));
    assertThat(show(FIRST, TODAY)).isEqualTo(days);
  }

  @Test
  void daysThatAreOverAreCountedOnce() {
    fill();
    JsonArray days = show(FIRST, TODAY);
    assertThat(daily.count("SELECT count(*) FROM daily.day_count")).isEqualTo(61);

    daily.execute("DELETE FROM daily.sign_in WHERE made_up IS NOT TRUE; DELETE FROM daily.visit");

    JsonArray later = show(FIRST, TODAY);
    assertThat(later.getJsonObject(61).getInteger("signIns")).isZero();
    days.remove(61);
    later.remove(61);
    assertThat(later).isEqualTo(days);
  }

  @Test
  void whoCameBackIsCountedOnceThatDayIsOver() {
    fill();
    LocalDate yesterday = TODAY.minusDays(1);
    assertThat(show(yesterday, yesterday).getJsonObject(0).getValue("d1")).isNull();

    clock.advance(Duration.ofDays(1));

    assertThat(show(yesterday, yesterday).getJsonObject(0).getValue("d1"))
        .isEqualTo(plain(yesterday, TODAY.plusDays(1)).getValue("d1"))
        .isNotNull();
  }

  @Test
  void anotherActivityIsNotCountedAndDaysAreLimited() {
    for (JsonObject args :
        List.of(
            new JsonObject().put("from", "2026-09-23").put("to", "2026-11-24"),
            new JsonObject().put("from", "2026-11-24").put("to", "2026-11-23"),
            new JsonObject().put("to", "2026-11-25"),
            new JsonObject().put("activity", "feast"))) {
      assertThatThrownBy(() -> await(service.call("statistics", args)))
          .rootCause()
          .hasMessageContaining(", allowed: ");
    }
    JsonObject usual = await(service.call("statistics", new JsonObject()));
    assertThat(usual.getString("from")).isEqualTo("2026-10-26");
    assertThat(usual.getString("to")).isEqualTo("2026-11-24");
    assertThat(usual.getJsonArray("days")).hasSize(30);
  }

  @Test
  void whoOpensThePageAndDoesNotSignInIsAVisitor() {
    look("guest:a");
    look("guest:a");
    look("guest:b");
    claim("guest:b");
    look("guest:b");
    claim("guest:c");

    JsonObject today = show(TODAY, TODAY).getJsonObject(0);

    assertThat(today.getInteger("visitors")).isEqualTo(3);
    assertThat(today.getInteger("signIns")).isEqualTo(2);
    assertThat(today.getInteger("newPlayers")).isEqualTo(2);
    assertThat(today.getJsonArray("streaks").getJsonObject(0).getInteger("players")).isEqualTo(2);
    assertThat(today.getDouble("claimRate")).isEqualTo(2 / 3.0);
    assertThat(daily.count("SELECT count(*) FROM daily.visit WHERE uid <> 'guest:a'")).isZero();
  }

  @Test
  void visitsThatAreOldAreDeleted() {
    daily.execute(
        "INSERT INTO daily.visit VALUES ('2026-08-16', 'daily', 'guest:old'),"
            + " ('2026-08-15', 'daily', 'guest:old'), ('2026-11-20', 'daily', 'guest:new')");
    look("guest:a");
    show(TODAY, TODAY);

    assertThat(daily.count("SELECT count(*) FROM daily.visit WHERE uid = 'guest:old'"))
        .isEqualTo(1);
    assertThat(daily.count("SELECT count(*) FROM daily.visit")).isEqualTo(3);
  }

  private void fill() {
    Random random = new Random(SEED);
    for (int player = 0; player < 200; player++) {
      String uid = "guest:" + player;
      int total = 0;
      for (LocalDate day = FIRST.plusDays(random.nextInt(62)); !day.isAfter(TODAY); ) {
        boolean madeUp = total > 0 && random.nextInt(10) == 0;
        if (random.nextInt(3) > 0) {
          signIns.add(new Row(uid, day, madeUp, 1 + random.nextInt(40), ++total));
        }
        if (random.nextInt(4) == 0) {
          visits.add(day + " " + uid);
        }
        day = day.plusDays(1);
      }
    }
    daily.execute(
        "SELECT daily.make_sign_in_partition('2026-09-01'),"
            + " daily.make_sign_in_partition('2026-10-01');"
            + " INSERT INTO daily.sign_in (activity, uid, sign_date, claimed_at, request_id,"
            + " grant_id, reward, expires_at, made_up, streak, total)"
            + " SELECT 'daily', uid, day::date, now(), gen_random_uuid(), gen_random_uuid(), '{}',"
            + " now(), made_up, streak, total FROM (VALUES "
            + signIns.stream().map(StatisticsTest::values).collect(Collectors.joining(","))
            + ") AS v (uid, day, made_up, streak, total); INSERT INTO daily.visit"
            + " SELECT split_part(v, ' ', 1)::date, 'daily', split_part(v, ' ', 2) FROM unnest('{"
            + visits.stream().map(visit -> '"' + visit + '"').collect(Collectors.joining(","))
            + "}'::text[]) v");
  }

  private static String values(Row row) {
    return "('%s', '%s', %s, %d, %d)"
        .formatted(row.uid(), row.day(), row.madeUp(), row.streak(), row.total());
  }

  private JsonObject plain(LocalDate day) {
    return plain(day, TODAY);
  }

  private JsonObject plain(LocalDate day, LocalDate today) {
    List<Row> came = came(day);
    Set<String> uids = uids(came.stream());
    Set<String> newcomers = uids(came.stream().filter(row -> row.total() == 1));
    Set<String> visitors = new HashSet<>(uids);
    visits.stream()
        .filter(visit -> visit.startsWith(day.toString()))
        .forEach(visit -> visitors.add(visit.substring(11)));
    return new JsonObject()
        .put("date", day.toString())
        .put("signIns", came.size())
        .put("madeUp", signIns.stream().filter(row -> row.day().equals(day)).count() - came.size())
        .put("newPlayers", newcomers.size())
        .put("visitors", visitors.size())
        .put("claimRate", ratio(came.size(), visitors.size()))
        .put(
            "streaks",
            new JsonArray()
                .add(streaks(came, 1, 1))
                .add(streaks(came, 2, 2))
                .add(streaks(came, 3, 6))
                .add(streaks(came, 7, 13))
                .add(streaks(came, 14, 29))
                .add(streaks(came, 30, null)))
        .put("d1", cameBack(newcomers, day.plusDays(1), today))
        .put("d7", cameBack(newcomers, day.plusDays(7), today))
        .put("d30", cameBack(newcomers, day.plusDays(30), today));
  }

  private List<Row> came(LocalDate day) {
    return signIns.stream().filter(row -> row.day().equals(day) && !row.madeUp()).toList();
  }

  private static Set<String> uids(Stream<Row> rows) {
    return rows.map(Row::uid).collect(Collectors.toSet());
  }

  private static JsonObject streaks(List<Row> came, int from, @Nullable Integer to) {
    long players =
        came.stream()
            .filter(row -> row.streak() >= from && (to == null || row.streak() <= to))
            .count();
    return new JsonObject().put("from", from).put("to", to).put("players", players);
  }

  private @Nullable Double cameBack(Set<String> newcomers, LocalDate later, LocalDate today) {
    if (!later.isBefore(today)) {
      return null;
    }
    Set<String> back = uids(came(later).stream());
    back.retainAll(newcomers);
    return ratio(back.size(), newcomers.size());
  }

  private static @Nullable Double ratio(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }

  private JsonArray show(LocalDate from, LocalDate to) {
    JsonObject args = new JsonObject().put("from", from.toString()).put("to", to.toString());
    return await(service.call("statistics", args)).getJsonArray("days");
  }

  private void look(String uid) {
    await(service.call("look", RequestKey.fresh(uid), new JsonObject()));
  }

  private void claim(String uid) {
    JsonObject args = new JsonObject().put("valid", TODAY.toString());
    assertThat(await(service.call("claim", RequestKey.fresh(uid), args)).getString("code"))
        .isEqualTo("CLAIMED");
  }
}
