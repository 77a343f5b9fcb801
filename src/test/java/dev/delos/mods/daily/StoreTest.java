package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;

import dev.delos.mods.daily.rules.Factor;
import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.Payment;
import dev.delos.mods.daily.rules.Payment.Line;
import dev.delos.mods.daily.rules.Progress;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.mods.daily.rules.Why;
import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A service's stores on a real PostgreSQL, and two players whom they don't know. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreTest {
  static final String DAILY = Activity.DAILY;
  static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
  static final LocalDate TUESDAY = MONDAY.plusDays(1);
  static final LocalDate SUNDAY = MONDAY.plusDays(6);
  static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  static final Instant LATER = Instant.parse("2026-11-23T08:00:05.123456Z");
  static final Duration MAILBOX_TIME = Duration.ofDays(30);
  static final Instant EXPIRY = NOW.plus(MAILBOX_TIME);

  final DailyDatabase daily = new DailyDatabase();
  final Database database = daily.database();
  final Stores store = new Stores(daily, new BagRules(36, 999, Map.of()));
  String alice = "";
  String bob = "";

  @BeforeAll
  void keepMail() {
    await(store.keepMail(MAILBOX_TIME));
  }

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

  static SignIn signIn(String uid, LocalDate date) {
    return signIn(uid, date, Samples.COINS);
  }

  static SignIn signIn(String uid, LocalDate date, Reward reward) {
    return signIn(uid, occasion(DAILY, date, reward), NOW, UUID.randomUUID());
  }

  /** From no progress, as long as {@link Stores} doesn't look. */
  static SignIn signIn(String uid, Occasion occasion, Instant claimedAt, UUID requestId) {
    return new SignIn(uid, occasion, claimedAt, requestId, 0, Progress.NONE);
  }

  static Occasion occasion(String activity, LocalDate date, Reward reward) {
    return occasion(activity, date, reward, MAILBOX_TIME);
  }

  static Occasion occasion(String activity, LocalDate date, Reward reward, Duration mailboxTime) {
    Line line = new Line(new Why.Day(), reward, Factor.ONE, List.of(), reward.items());
    return new Occasion(activity, new Payment(0, date, false, 1, List.of(line)), mailboxTime);
  }

  /** What is stored of such a claim. */
  static Claim stored(LocalDate date, Reward reward, Optional<Instant> deliveredAt) {
    Payment payment = occasion(DAILY, date, reward).payment();
    return new Claim(date, NOW, reward, Optional.of(payment), deliveredAt);
  }

  boolean claim(String uid, LocalDate date) {
    return claim(uid, date, Samples.COINS);
  }

  boolean claim(String uid, LocalDate date, Reward reward) {
    return await(store.claim(signIn(uid, date, reward)));
  }

  List<ItemCount> deliver(String uid, LocalDate date) {
    return await(store.deliver(uid, date, LATER)).inventory().items();
  }

  List<Claim> claims(String uid) {
    return await(store.claims(DAILY, uid, MONDAY, SUNDAY));
  }

  List<Grant> undelivered(String uid) {
    return look(uid).undelivered();
  }

  List<ItemCount> inventory(String uid) {
    return look(uid).inventory();
  }

  PlayerStore.Found look(String uid) {
    return await(store.look(uid, MONDAY, SUNDAY, LATER));
  }

  long count(String table, String uid) {
    return number("SELECT count(*) FROM daily." + table + " WHERE uid = $1", Tuple.of(uid));
  }

  long number(String sql, Tuple parameters) {
    Row row = await(database.query(sql, parameters)).iterator().next();
    return row.getLong(0);
  }

  static <T> List<T> atOnce(int times, Supplier<Future<T>> call) {
    return all(Stream.generate(call).limit(times).toList());
  }

  static <T> List<T> all(List<Future<T>> futures) {
    return await(Future.join(futures).map(done -> done.list()));
  }
}
