package dev.delos.mods.daily;

/** The statements of the stores. Tables are in {@code sql/daily}. */
final class SignInSql {
  /**
   * uids, times, request ids, grant ids, revisions that were read, next progress, how long each
   * makes the streak, how many the player then has, and which of the occasions each is; activities,
   * dates, rewards, seconds of mailbox time, versions, payments, what is counted, and whether they
   * are made up of the occasions; a payment is JSON's null if it {@link
   * dev.delos.mods.daily.rules.Payment#isPlain}. Returns the grant ids of those that are stored:
   * not those whose progress has another revision by now, nor those whose version isn't the one
   * that is valid at their time. Fails with SQLSTATE 23505 if a day was signed in on without its
   * progress, or a player who had none (revision 0) has got some by now, and has stored nothing
   * then.
   *
   * <p>Each player once, and in the order of the keys: so that two batches can't lock each other
   * out.
   */
  static final String CLAIM = Part.claim("");

  /**
   * The same, slower, where players who had no progress have got some by now: it leaves those out.
   * After a stall many requests are repeated, so that there may be many of them in a batch.
   */
  static final String CLAIM_BESIDE_OTHERS = Part.claim("ON CONFLICT DO NOTHING");

  /** activity, uids: of each, in their order, how far the player is. */
  static final String STAND =
      """
      SELECT
      """
          + Part.PROGRESS
          + """
      FROM unnest($2::text[]) WITH ORDINALITY AS p (uid, ord)
      """
          + Part.HELD
          + """
      ORDER BY p.ord
      """;

  /** activity, uids, dates: of each, in their order, the sign-in on it if there is one. */
  static final String TAKEN =
      """
      SELECT
        (SELECT jsonb_build_object('requestId', s.request_id, 'reward', s.reward,
            'payment', daily.payment_of(s))
          FROM daily.sign_in s
          WHERE s.activity = $1 AND s.uid = p.uid AND s.sign_date = p.day) AS taken
      FROM unnest($2::text[], $3::date[]) WITH ORDINALITY AS p (uid, day, ord)
      ORDER BY p.ord
      """;

  /** activity, uid, first date, last date. */
  static final String CLAIMS =
      """
      SELECT jsonb_build_object('date', sign_date, 'claimedAt', claimed_at, 'reward', reward,
        'payment', daily.payment_of(s), 'deliveredAt', delivered_at) AS claim
      FROM daily.sign_in s
      WHERE activity = $1 AND uid = $2 AND sign_date BETWEEN $3 AND $4
      ORDER BY sign_date
      """;

  /** activity, uids, first dates, last dates, now, limit: a row for each uid, in their order. */
  static final String LOOK =
      """
      SELECT
        (SELECT coalesce(jsonb_agg(jsonb_build_object('date', s.sign_date, 'claimedAt',
              s.claimed_at, 'reward', s.reward, 'payment', daily.payment_of(s), 'deliveredAt',
              s.delivered_at)
              ORDER BY s.sign_date), '[]')
          FROM daily.sign_in s
          WHERE s.activity = $1 AND s.uid = p.uid AND s.sign_date BETWEEN p.first AND p.last)
          AS claims,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('grantId', w.grant_id, 'valid', w.day,
              'reward', w.reward, 'expiresAt', w.expires_at)
              ORDER BY w.day DESC, w.grant_id), '[]')
          FROM (SELECT * FROM (
              SELECT grant_id, sign_date AS day, reward, expires_at FROM daily.sign_in
              WHERE uid = p.uid AND sign_date >= (SELECT daily.mailbox_begin($5))
                AND delivered_at IS NULL AND expires_at > $5
              UNION ALL
              SELECT grant_id, day, reward, expires_at FROM daily.gift
              WHERE uid = p.uid AND delivered_at IS NULL AND expires_at > $5) AS both_kinds
            ORDER BY day DESC, grant_id LIMIT $6) w)
          AS undelivered,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('item', i.item, 'count', i.count)
              ORDER BY i.item), '[]')
          FROM daily.inventory i WHERE i.uid = p.uid AND i.count > 0)
          AS inventory,
      """
          + Part.PROGRESS
          + """
      FROM unnest($2::text[], $3::date[], $4::date[]) WITH ORDINALITY AS p (uid, first, last, ord)
      """
          + Part.HELD
          + """
      ORDER BY p.ord
      """;

  /** Seconds of mailbox time that grants are given from now on. */
  static final String KEEP_MAIL =
      """
      UPDATE daily.mailbox SET longest = $1::bigint * interval '1 second'
      WHERE longest < $1::bigint * interval '1 second'
      """;

  /** now: the first sign-in day whose rewards may still wait. */
  static final String MAILBOX_BEGIN = "SELECT daily.mailbox_begin($1) AS begin";

  /** uid. */
  static final String INVENTORY =
      "SELECT item, count FROM daily.inventory WHERE uid = $1 AND count > 0 ORDER BY item";

  /** uid: of two transactions that change what a player holds, the second waits here. */
  static final String LOCK_PLAYER =
      """
      INSERT INTO daily.player (uid) VALUES ($1)
      ON CONFLICT (uid) DO UPDATE SET uid = excluded.uid
      """;

  /**
   * uid, grant id, now, slots, stack size, items of another stack size, those sizes, date of the
   * sign-in. After {@link #LOCK_PLAYER}. Returns one row if there is such a grant: whether it was
   * delivered before, still holds, and is delivered now.
   */
  static final String DELIVER =
      Part.delivery(
          "sign_in", "sign_date", "version, 'GRANT' AS kind, '' AS reason, NULL AS operator");

  /** The same of a gift, and the day on which it was given. */
  static final String DELIVER_GIFT =
      Part.delivery("gift", "day", "NULL::bigint AS version, 'GIFT' AS kind, reason, operator");

  /**
   * uid, entry id, item, count, reason, now, kind, version of the plan, operator. After {@link
   * #LOCK_PLAYER}. Fails with SQLSTATE 23514 if less than nothing would be left.
   */
  static final String CORRECT =
      """
      WITH entered AS (
        INSERT INTO daily.ledger
          (uid, entry_id, item, count, kind, reason, entered_at, version, operator)
        VALUES ($1, $2, $3, $4, $7, $5, $6, $8, $9)
        RETURNING uid, item, count)
      INSERT INTO daily.inventory (uid, item, count)
      SELECT uid, item, coalesce(held.count, 0) + entered.count
      FROM entered LEFT JOIN daily.inventory AS held USING (uid, item)
      ON CONFLICT (uid, item) DO UPDATE SET count = excluded.count
      """;

  /** date: makes the partition of its month. */
  static final String MAKE_PARTITION = "SELECT daily.make_sign_in_partition($1)";

  /**
   * The partitions that are attached, with the first date that each doesn't hold any more. One
   * whose detaching broke off comes first: PostgreSQL detaches no other before it is finished.
   */
  static final String PARTITIONS =
      """
      SELECT c.relname AS name, i.inhdetachpending AS is_pending,
        substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \\(''([0-9-]+)''\\)')::date AS past
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'daily.sign_in'::regclass
      ORDER BY i.inhdetachpending DESC, past
      """;

  /** What statements have in common. */
  private static final class Part {
    private static final String CLAIM =
        """
        WITH claim AS (
          SELECT c.*, ($10::text[])[occasion] AS activity, ($14::bigint[])[occasion] AS version
          FROM unnest($1::text[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::bigint[],
              $6::jsonb[], $7::int[], $8::int[], $9::int[])
            AS c (uid, claimed_at, request_id, grant_id, revision, state, streak, total, occasion)),
        valid AS (
          SELECT * FROM claim
          WHERE version = coalesce(
            (SELECT a.version FROM daily.activation a
              WHERE a.activity = claim.activity AND a.at <= claim.claimed_at
              ORDER BY a.at DESC, a.number DESC LIMIT 1), 0)),
        begun AS (
          INSERT INTO daily.progress (uid, activity, revision, state)
          SELECT uid, activity, 1, state FROM valid WHERE revision = 0 $CONFLICT
          RETURNING uid, activity),
        gone_on AS (
          UPDATE daily.progress AS held SET revision = held.revision + 1, state = valid.state
          FROM valid
          WHERE valid.revision > 0 AND held.uid = valid.uid AND held.activity = valid.activity
            AND held.revision = valid.revision
          RETURNING held.uid, held.activity),
        moved AS (SELECT * FROM begun UNION ALL SELECT * FROM gone_on)
        INSERT INTO daily.sign_in
          (uid, sign_date, activity, claimed_at, request_id, grant_id, reward, expires_at, version,
            payment, counted, made_up, streak, total)
        SELECT uid, ($11::date[])[occasion], activity, claimed_at, request_id, grant_id,
          ($12::jsonb[])[occasion], claimed_at + ($13::bigint[])[occasion] * interval '1 second',
          version, nullif(($15::jsonb[])[occasion], 'null'),
          ($16::int[])[occasion], ($17::boolean[])[occasion], streak, total
        FROM claim JOIN moved USING (uid, activity)
        RETURNING grant_id
        """;

    static String claim(String onConflict) {
      return CLAIM.replace("$CONFLICT", onConflict);
    }

    /** Of a table of grants; $8 is their date. */
    private static final String DELIVERY =
        """
        WITH content AS (
          SELECT g.uid, g.grant_id, i.item, sum(i.count)::bigint AS count
          FROM daily.$TABLE g,
            jsonb_to_recordset(g.reward -> 'items') AS i (item text, count bigint)
          WHERE g.uid = $1 AND g.grant_id = $2 AND g.$DAY = $8
            AND g.delivered_at IS NULL AND g.expires_at > $3
          GROUP BY g.uid, g.grant_id, i.item),
        later AS (
          SELECT item, sum(count) AS count
          FROM (SELECT item, count FROM daily.inventory WHERE uid = $1
            UNION ALL SELECT item, count FROM content) AS parts
          GROUP BY item),
        room AS (
          SELECT coalesce(sum(ceil(l.count / coalesce(s.size, $5::bigint)::numeric)), 0)
              <= $4::bigint AS fits
          FROM later l LEFT JOIN unnest($6::text[], $7::bigint[]) AS s (item, size) USING (item)),
        delivered AS (
          UPDATE daily.$TABLE SET delivered_at = $3
          WHERE uid = $1 AND grant_id = $2 AND $DAY = $8
            AND delivered_at IS NULL AND expires_at > $3 AND (SELECT fits FROM room)
          RETURNING uid, grant_id, $ENTRY),
        entered AS (
          INSERT INTO daily.ledger
            (uid, entry_id, item, count, kind, reason, entered_at, version, operator)
          SELECT uid, grant_id, item, count, kind, reason, $3, version, operator
          FROM content JOIN delivered USING (uid, grant_id)),
        held AS (
          INSERT INTO daily.inventory AS held (uid, item, count)
          SELECT uid, item, count FROM content JOIN delivered USING (uid, grant_id) ORDER BY item
          ON CONFLICT (uid, item) DO UPDATE SET count = held.count + excluded.count)
        SELECT delivered_at IS NOT NULL AS was_delivered, expires_at > $3 AS holds,
          EXISTS (SELECT FROM delivered) AS is_delivered
        FROM daily.$TABLE WHERE uid = $1 AND grant_id = $2 AND $DAY = $8
        """;

    static String delivery(String table, String day, String entry) {
      return DELIVERY.replace("$TABLE", table).replace("$DAY", day).replace("$ENTRY", entry);
    }

    /**
     * With {@link #HELD}, $1 the activity, p.uid: the player's progress, or of one who has none the
     * dates of the sign-ins that it follows from.
     */
    static final String PROGRESS =
        """
          held.revision, held.state,
          CASE WHEN held.uid IS NULL
              AND (SELECT since FROM daily.progress_kept) > date '-infinity' THEN
            (SELECT array_agg(h.sign_date ORDER BY h.sign_date)
              FROM daily.sign_in h WHERE h.uid = p.uid AND h.activity = $1
                AND h.sign_date < (SELECT since FROM daily.progress_kept)) END
            AS earlier
        """;

    static final String HELD =
        """
        LEFT JOIN daily.progress held ON held.uid = p.uid AND held.activity = $1
        """;
  }

  private SignInSql() {}
}
