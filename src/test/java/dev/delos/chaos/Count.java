package dev.delos.chaos;

import dev.delos.database.ChaosDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts what was lost and what was paid twice, by what the tables say at the end. */
final class Count {
  /** By grant and item: what it brings, and what the ledger has of it. */
  private static final String PAID =
      """
      WITH owed AS (
        SELECT g.uid, g.grant_id, i.item, sum(i.count) AS count
        FROM daily.sign_in g,
          jsonb_to_recordset(g.reward -> 'items') AS i (item text, count bigint)
        GROUP BY 1, 2, 3),
      paid AS (
        SELECT uid, entry_id AS grant_id, item, sum(count) AS count FROM daily.ledger
        WHERE kind = 'GRANT' GROUP BY 1, 2, 3)
      SELECT count(*) FROM owed FULL JOIN paid USING (uid, grant_id, item)
      WHERE coalesce(paid.count, 0) %s coalesce(owed.count, 0)
      """;

  /** By player and item: what the ledger adds up to, and what the player holds. */
  private static final String HELD =
      """
      WITH entered AS (
        SELECT uid, item, sum(count) AS count FROM daily.ledger GROUP BY 1, 2)
      SELECT count(*) FROM entered FULL JOIN daily.inventory held USING (uid, item)
      WHERE coalesce(held.count, 0) %s coalesce(entered.count, 0)
      """;

  private final ChaosDatabase database;

  Count(ChaosDatabase database) {
    this.database = database;
  }

  long signIns() {
    return database.count("SELECT count(*) FROM daily.sign_in");
  }

  /** Players with a reward that is not in their bags yet. */
  List<String> waiting() {
    return database.column("SELECT DISTINCT uid FROM daily.sign_in WHERE delivered_at IS NULL");
  }

  /** Sign-ins without a reward, rewards that were not paid in full, what players saw and lack. */
  long lost(Set<String> sawClaimed) {
    long withoutReward =
        database.count(
            "SELECT count(*) FROM daily.sign_in"
                + " WHERE jsonb_array_length(coalesce(reward -> 'items', '[]')) = 0");
    Set<String> missing = new HashSet<>(sawClaimed);
    database.column("SELECT uid FROM daily.sign_in").forEach(missing::remove);
    return withoutReward
        + database.count(PAID.formatted("<"))
        + database.count(HELD.formatted("<"))
        + missing.size();
  }

  /** Whatever was paid or is held beyond what was granted, by whatever was no sign-in, too. */
  long doubled() {
    return database.count(PAID.formatted(">")) + database.count(HELD.formatted(">"));
  }
}
