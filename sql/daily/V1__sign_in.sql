-- The daily sign-in. Every key begins with or contains uid, so that all tables can be spread over
-- several databases by it: docs/STORAGE.md.

-- Who signed in, when, by which request. The primary key is what makes a sign-in unique. One
-- partition a month; those of old months can be detached.
CREATE TABLE daily.sign_in (
    activity   text        NOT NULL,
    uid        text        NOT NULL,
    sign_date  date        NOT NULL,
    claimed_at timestamptz NOT NULL,
    request_id uuid        NOT NULL,
    grant_id   uuid        NOT NULL,
    PRIMARY KEY (activity, uid, sign_date)
) PARTITION BY RANGE (sign_date);

-- Makes the partition of a date's month if it isn't there. A table that is made apart and attached
-- doesn't keep others from signing in meanwhile.
CREATE FUNCTION daily.make_sign_in_partition(of_date date) RETURNS void LANGUAGE plpgsql AS $$
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
    EXECUTE format('CREATE TABLE daily.%I (LIKE daily.sign_in INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE daily.sign_in ATTACH PARTITION daily.%I FOR VALUES FROM (%L) TO (%L)',
                   name, first, past);
END
$$;

-- What each sign-in brings: written with it, in one statement. The id follows from the sign-in's
-- key. A grant is never deleted; delivered_at is null until its reward is in the inventory.
CREATE TABLE daily.reward_grant (
    uid          text        NOT NULL,
    grant_id     uuid        NOT NULL,
    activity     text        NOT NULL,
    sign_date    date        NOT NULL,
    reward       jsonb       NOT NULL,
    granted_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    delivered_at timestamptz,
    PRIMARY KEY (uid, grant_id)
);

CREATE INDEX reward_grant_undelivered ON daily.reward_grant (uid, sign_date)
    WHERE delivered_at IS NULL;

-- A row a player, locked by whatever changes what the player holds.
CREATE TABLE daily.player (
    uid text PRIMARY KEY
);

-- What went into inventories and out of them: a row an entry and item. The entry of a grant has the
-- grant's id, a correction an id of its own.
CREATE TABLE daily.ledger (
    uid        text        NOT NULL,
    entry_id   uuid        NOT NULL,
    item       text        NOT NULL,
    count      bigint      NOT NULL CHECK (count <> 0),
    kind       text        NOT NULL CHECK (kind IN ('GRANT', 'CORRECTION')),
    reason     text        NOT NULL,
    entered_at timestamptz NOT NULL,
    PRIMARY KEY (uid, entry_id, item)
);

CREATE FUNCTION daily.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.% takes new rows only', TG_TABLE_SCHEMA, TG_TABLE_NAME;
END
$$;

CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON daily.ledger
    FOR EACH STATEMENT EXECUTE FUNCTION daily.refuse_change();

-- What each player holds: the sum of the ledger.
CREATE TABLE daily.inventory (
    uid   text   NOT NULL,
    item  text   NOT NULL,
    count bigint NOT NULL CHECK (count >= 0),
    PRIMARY KEY (uid, item)
);
