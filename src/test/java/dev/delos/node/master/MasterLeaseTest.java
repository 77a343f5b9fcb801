package dev.delos.node.master;

import static dev.delos.node.master.MasterBench.QUICK;
import static dev.delos.node.master.MasterBench.UNAWARE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.node.master.TestMaster.Told;
import dev.delos.protocol.MasterCalls;
import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of all masters one is active, by a lease in PostgreSQL. */
class MasterLeaseTest {
  private static final int FIRST = 9001;
  private static final int SECOND = 9002;

  private final MasterBench bench = new MasterBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void oneOfTwoMastersIsActiveAndTheOtherNamesIt() {
    TestMaster first = bench.start(FIRST, QUICK);
    TestMaster second = bench.start(SECOND, QUICK);
    first.becomesActive();
    Told refused = second.run("/online/count");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.json())
        .isEqualTo(
            new JsonObject()
                .put("code", 503)
                .put("message", "node 9002 stands by; the active master is node 9001")
                .putNull("entity"));
    assertThat(bench.audits("master = 9002")).isZero();
  }

  @Test
  void theNetworkKnowsWhoIsActiveByItsLease() {
    FakeNode asking = FakeNode.join(bench.vertx, 1, "service", "test");
    TestMaster first = bench.start(FIRST, QUICK);
    bench.start(SECOND, QUICK);
    assertThat(active(asking)).isEqualTo(FIRST);
    long lease = lease(asking);
    first.stop();
    Awaitility.await().until(() -> active(asking) == SECOND);
    assertThat(lease(asking)).isGreaterThan(lease);
  }

  private static int active(FakeNode asking) {
    return asking.<Integer>run(
        node ->
            Future.succeededFuture(
                node.directory().activeMaster().map(master -> master.serverId()).orElse(0)));
  }

  private static long lease(FakeNode asking) {
    return asking
        .<JsonObject>run(
            node ->
                node.caller()
                    .request(
                        MasterCalls.MODULE,
                        MasterCalls.ACTIVE,
                        new JsonObject(),
                        Duration.ofSeconds(2)))
        .getLong("lease");
  }

  @Test
  void aMasterThatLeavesGivesTheLeaseUpAtOnce() {
    TestMaster first = bench.start(FIRST, MasterLimits.DEFAULTS);
    TestMaster second = bench.start(SECOND, MasterLimits.DEFAULTS);
    first.stop();
    Awaitility.await().atMost(Duration.ofSeconds(2)).until(second::isActive);
  }

  @Test
  void aMasterThatIsCutOffFromTheDatabaseStandsBackAndTheOtherTakesOver() {
    Cuttable cuttable = new Cuttable(bench.database);
    TestMaster first = bench.start(FIRST, QUICK, cuttable, List.of());
    TestMaster second = bench.start(SECOND, QUICK);
    first.becomesActive();
    cuttable.cut = true;
    second.becomesActive();
    assertThat(first.run("/online/count").code()).isEqualTo(503);
    cuttable.cut = false;
    assertThat(second.isActive()).isTrue();
    assertThat(first.run("/online/count").message())
        .isEqualTo("node 9001 stands by; the active master is node 9002");
  }

  @Test
  void aFrozenDatabaseLeavesNoMasterActiveUntilItThaws() throws Exception {
    FakeNode asking = FakeNode.join(bench.vertx, 1, "service", "test");
    TestMaster master = bench.start(FIRST, QUICK);
    master.becomesActive();
    try (Connection connection = bench.test.url().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      assertThat(statement.execute("SELECT * FROM delos.lease FOR UPDATE")).isTrue();
      Awaitility.await().until(() -> active(asking) == 0);
      assertThat(master.run("/online/count").code()).isEqualTo(503);
      connection.commit();
    }
    master.becomesActive();
  }

  @Test
  void aMasterWhoseLeaseWasTakenRunsNothing() {
    TestMaster master = bench.start(FIRST, UNAWARE);
    assertThat(master.isActive()).isTrue();
    long before = bench.audits("true");
    bench.takeLease();
    Told refused = master.run("/player/ban", "uid", "guest:a", "minutes", 5);
    assertThat(refused.code()).isEqualTo(503);
    assertThat(refused.message()).contains("lost its lease");
    assertThat(bench.audits("true")).isEqualTo(before);
    assertThat(bench.test.count("SELECT count(*) FROM delos.sanction")).isZero();
  }

  @Test
  void aMasterNoticesThatItsLeaseWasTaken() {
    TestMaster master = bench.start(FIRST, QUICK);
    master.becomesActive();
    bench.takeLease();
    master.standsBy();
    assertThat(master.run("/online/count").message())
        .isEqualTo("node 9001 stands by; no master is active");
  }

  /** A database whose lines a test cuts. */
  private static final class Cuttable implements Database {
    private final Database database;
    private volatile boolean cut;

    Cuttable(Database database) {
      this.database = database;
    }

    @Override
    public Future<RowSet<Row>> query(String sql, Tuple parameters) {
      return cut ? Future.failedFuture("cut") : database.query(sql, parameters);
    }

    @Override
    public Future<RowSet<Row>> queryIdempotent(String sql, Tuple parameters) {
      return cut ? Future.failedFuture("cut") : database.queryIdempotent(sql, parameters);
    }

    @Override
    public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> steps) {
      return cut ? Future.failedFuture("cut") : database.inTransaction(steps);
    }
  }
}
