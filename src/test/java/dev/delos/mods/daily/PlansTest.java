package dev.delos.mods.daily;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.delos.database.TestDatabase;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How PostgreSQL means to run each statement when there are many sign-ins: a million of them, or as
 * many as {@code -Ddelos.rows} says.
 */
class PlansTest {
  private static final Logger log = LoggerFactory.getLogger(PlansTest.class);
  private static final long ROWS = Long.getLong("delos.rows", 1_000_000L);

  private static final String UID = "'guest:777'";
  private static final String ID = "md5('777/2026-11-23')::uuid";
  private static final String NOW = "'2026-11-24T12:00:00Z'";

  private static final String BATCH =
      "'{guest:777,guest:778,guest:779}', array_fill(now(), '{3}'),"
          + " ARRAY[gen_random_uuid(), gen_random_uuid(), gen_random_uuid()],"
          + " ARRAY[gen_random_uuid(), gen_random_uuid(), gen_random_uuid()], '{1,0,1}',"
          + " array_fill('{}'::jsonb, '{3}'), '{1,1,1}', '{1,1,1}', '{1,1,1}',"
          + " '{daily}', '{2026-11-28}', ARRAY['{}'::jsonb], '{2592000}', '{0}',"
          + " ARRAY['{}'::jsonb], '{1}', '{false}'";

  /** Of each statement the arguments, as a batch of three where it takes one. */
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          entry("CLAIM", BATCH),
          entry("CLAIM_BESIDE_OTHERS", BATCH),
          entry("STAND", "'daily', '{guest:777,guest:778,guest:779}'"),
          entry(
              "TAKEN",
              "'daily', '{guest:777,guest:778,guest:779}', array_fill('2026-11-23'::date, '{3}')"),
          entry("CLAIMS", "'daily', " + UID + ", '2026-11-23', '2026-11-29'"),
          entry(
              "LOOK",
              "'daily', '{guest:777,guest:778,guest:779}', array_fill('2026-11-23'::date, '{3}'),"
                  + " array_fill('2026-11-29'::date, '{3}'), "
                  + NOW
                  + ", 50"),
          entry("INVENTORY", UID),
          entry("LOCK_PLAYER", UID),
          entry(
              "DELIVER",
              UID + ", " + ID + ", " + NOW + ", 36, 999, '{sword}', '{1}', '2026-11-23'"),
          entry(
              "DELIVER_GIFT",
              UID + ", " + ID + ", " + NOW + ", 36, 999, '{sword}', '{1}', '2026-11-23'"),
          entry("KEEP_MAIL", "2592000"),
          entry("MAILBOX_BEGIN", NOW),
          entry(
              "CORRECT",
              UID + ", " + ID + ", 'coin', 5, 'a test', " + NOW + ", 'CORRECTION', NULL, 'olga'"),
          entry("MAKE_PARTITION", "'2026-11-23'"),
          entry("PARTITIONS", ""),
          entry(
              "GIVE",
              "'{guest:777,guest:778}', ARRAY[gen_random_uuid(), gen_random_uuid()], "
                  + ID
                  + ", '2026-11-23', '{}', now(), now(), 'olga', 'a test'"),
          entry("SIGNED_IN", "'daily', '2026-11-23', '2026-11-23', '', 100001"),
          entry("COUNT_SIGNED_IN", "'daily', '2026-11-23', '2026-11-23', ''"),
          entry("IS_EXCUSED", "'daily', '2026-11-23'"),
          entry("EXCUSE", "'daily', '2026-11-23', true, 'olga', 'a test'"),
          entry("MISSED", "'daily', '2026-11-23', '2026-11-22'"),
          entry("DAYS", "'daily', " + UID + ", '2026-11-01', '2026-11-30'"),
          entry("GRANTS", UID + ", 100"),
          entry("LEDGER", UID + ", 200"),
          entry("VISIT", "'{2026-11-23}', '{daily}', '{guest:777}'"),
          entry("CLEAN_VISITS", "'2026-08-20', 10000"),
          entry("COUNT", "'daily', '2026-11-23', true, '{1,2,3}'"),
          entry("CAME_BACK", "'daily', '2026-11-23', '2026-11-24'"),
          entry("MADE_UP", "'daily', '2026-11-01', '2026-11-30'"),
          entry("KEPT", "'daily', '2026-11-01', '2026-11-30'"),
          entry("KEEP", "'daily', '2026-11-23', 3, 2, 3, '{1,1,1}', 1, 1, 1"));

  private static final TestDatabase DATABASE = TestDatabase.create();

  @BeforeAll
  static void fill() {
    long start = System.nanoTime();
    ManySignIns.fill(DATABASE, ROWS);
    long count = DATABASE.count("SELECT count(*) FROM daily.sign_in");
    log.info("{} sign-ins in {} ms", count, (System.nanoTime() - start) / 1_000_000);
    assertThat(count).isEqualTo(ROWS / ManySignIns.DAYS * ManySignIns.DAYS);
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void everyStatementIsLookedAt() {
    assertThat(statements())
        .extracting(Field::getName)
        .containsExactlyInAnyOrderElementsOf(ARGUMENTS.keySet());
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("statementsAndPlans")
  void noStatementReadsAWholeTable(Field field, String planCacheMode) throws Exception {
    String name = field.getName();
    String plan = plan(sql(field), Objects.requireNonNull(ARGUMENTS.get(name)), planCacheMode);
    log.debug("{}, {}:\n{}", name, planCacheMode, plan);

    assertThat(plan)
        .isNotBlank()
        .doesNotContainPattern(
            "Seq Scan on (sign_in|(player|ledger|inventory|progress|gift|visit)\\b)");
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> statementsAndPlans() {
    return statements()
        .flatMap(
            field ->
                Stream.of("force_generic_plan", "force_custom_plan")
                    .map(mode -> arguments(field, mode)));
  }

  @Test
  void theCheckSeesAStatementThatReadsAWholeTable() throws Exception {
    assertThat(plan("SELECT * FROM daily.sign_in WHERE reward ->> 'icon' = $1", "'x'", "auto"))
        .containsPattern("Seq Scan on sign_in");
  }

  private static Stream<Field> statements() {
    return Stream.of(SignInSql.class, OperatorSql.class, StatisticsSql.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(
            field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class);
  }

  private static String sql(Field field) throws ReflectiveOperationException {
    return String.valueOf(field.get(null));
  }

  private static String plan(String sql, String arguments, String mode) throws SQLException {
    try (Connection connection = DATABASE.url().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET plan_cache_mode = " + mode);
      statement.execute("PREPARE looked_at AS " + sql);
      String execute = arguments.isEmpty() ? "looked_at" : "looked_at(" + arguments + ")";
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines = statement.executeQuery("EXPLAIN EXECUTE " + execute)) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }
}
