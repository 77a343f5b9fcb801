package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;

import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A store on a real PostgreSQL, and two players whom it doesn't know. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreTest {
  static final String DAILY = DailyMod.ACTIVITY;
  static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
  static final LocalDate TUESDAY = MONDAY.plusDays(1);
  static final LocalDate SUNDAY = MONDAY.plusDays(6);
  static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  static final Instant LATER = Instant.parse("2026-11-23T08:00:05.123456Z");

  private final DailyDatabase daily = new DailyDatabase();
  final Database database = daily.database();
  final SignInStore store = new SignInStore(database);
  String alice = "";
  String bob = "";

  @BeforeEach
  void newPlayers() {
    alice = Players.fresh();
    bob = Players.fresh();
  }

  @AfterAll
  void close() {
    daily.close();
  }

  static UUID grant(String uid, LocalDate date) {
    return Grant.id(DAILY, uid, date);
  }

  boolean claim(String uid, LocalDate date) {
    return await(store.claim(DAILY, uid, date, Samples.COINS, NOW));
  }

  List<ItemCount> deliver(String uid, LocalDate date) {
    return await(store.deliver(uid, grant(uid, date), LATER));
  }

  List<Claim> claims(String uid) {
    return await(store.claims(DAILY, uid, MONDAY, SUNDAY));
  }

  long count(String table, String uid) {
    String sql = "SELECT count(*) FROM daily." + table + " WHERE uid = $1";
    Row row = await(database.query(sql, Tuple.of(uid))).iterator().next();
    return row.getLong(0);
  }

  static <T> List<T> atOnce(int times, Supplier<Future<T>> call) {
    return await(Future.join(Stream.generate(call).limit(times).toList()).map(all -> all.list()));
  }
}
