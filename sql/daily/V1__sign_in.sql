-- The daily sign-in. Every key begins with or contains uid, so that all tables can be spread over
-- several databases by it.

-- Who signed in, when. The primary key is what makes a sign-in unique.
CREATE TABLE daily.sign_in (
    activity   text        NOT NULL,
    uid        text        NOT NULL,
    sign_date  date        NOT NULL,
    claimed_at timestamptz NOT NULL,
    grant_id   uuid        NOT NULL,
    PRIMARY KEY (activity, uid, sign_date)
);

-- What each sign-in brings: written with it, in one statement. The id follows from the sign-in's
-- key. A grant is never deleted; delivered_at is null until its reward is in the inventory.
CREATE TABLE daily.reward_grant (
    uid          text        NOT NULL,
    grant_id     uuid        NOT NULL,
    activity     text        NOT NULL,
    sign_date    date        NOT NULL,
    reward       jsonb       NOT NULL,
    granted_at   timestamptz NOT NULL,
    delivered_at timestamptz,
    PRIMARY KEY (uid, grant_id)
);

CREATE INDEX reward_grant_undelivered ON daily.reward_grant (uid, sign_date)
    WHERE delivered_at IS NULL;

-- What went into inventories: a row a grant and item.
CREATE TABLE daily.ledger (
    uid        text        NOT NULL,
    grant_id   uuid        NOT NULL,
    item       text        NOT NULL,
    count      bigint      NOT NULL CHECK (count > 0),
    entered_at timestamptz NOT NULL,
    PRIMARY KEY (uid, grant_id, item)
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
