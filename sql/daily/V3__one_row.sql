-- A sign-in and the grant of its reward become one row: one key makes both unique, and a claim writes
-- one row and one index. All sign-ins are rewritten, and others wait meanwhile. Grants of months that
-- were detached before have no row any more; they stay in the old table.
ALTER TABLE daily.sign_in
    ADD COLUMN reward       jsonb,
    ADD COLUMN expires_at   timestamptz,
    ADD COLUMN delivered_at timestamptz;                -- null until the reward is in the inventory

UPDATE daily.sign_in s SET reward = g.reward, expires_at = g.expires_at, delivered_at = g.delivered_at
FROM daily.reward_grant g WHERE g.uid = s.uid AND g.grant_id = s.grant_id;

ALTER TABLE daily.sign_in
    ALTER COLUMN reward     SET NOT NULL,
    ALTER COLUMN expires_at SET NOT NULL;

ALTER TABLE daily.reward_grant RENAME TO reward_grant_before_v3;

-- For how long a reward has waited at most under any configuration so far: in one row. Sign-ins that
-- are older have nothing to deliver.
CREATE TABLE daily.mailbox (
    single  boolean  PRIMARY KEY DEFAULT true CHECK (single),
    longest interval NOT NULL
);

INSERT INTO daily.mailbox (longest)
SELECT coalesce(max(expires_at - claimed_at), '0') FROM daily.sign_in;

-- The first sign-in day whose rewards may still wait. Three days more than the time: a day begins at an
-- hour of its own in a zone of its own, and this session has another zone.
CREATE FUNCTION daily.mailbox_begin(at timestamptz) RETURNS date STABLE LANGUAGE sql AS $$
    SELECT (at - longest)::date - 3 FROM daily.mailbox
$$;

-- As before, with room in each page for the row's next version, when its reward is delivered.
CREATE OR REPLACE FUNCTION daily.make_sign_in_partition(of_date date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first date := date_trunc('month', of_date)::date;
    past  date := (date_trunc('month', of_date) + interval '1 month')::date;
    name  text := 'sign_in_' || to_char(of_date, 'YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('daily.sign_in partitions'));
    -- Not to_regclass: it may remember that the table was not there before the lock was.
    IF EXISTS (SELECT FROM pg_class WHERE relnamespace = 'daily'::regnamespace AND relname = name) THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE daily.%I (LIKE daily.sign_in INCLUDING ALL) WITH (fillfactor = 85)', name);
    EXECUTE format('ALTER TABLE daily.sign_in ATTACH PARTITION daily.%I FOR VALUES FROM (%L) TO (%L)',
                   name, first, past);
END
$$;
