-- Plans of rewards in versions, and what players reached under them. Each sign-in from now on names the
-- version that paid it, and says what it paid and why.

-- A plan, as docs/REWARDS.md describes it. Version 0 is what the settings said when the first other one
-- was activated: it holds until then.
CREATE TABLE daily.plan_version (
    activity   text        NOT NULL,
    version    bigint      NOT NULL CHECK (version >= 0),
    document   jsonb       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    operator   text,                                    -- null if the command didn't tell: see delos.audit
    reason     text        NOT NULL,
    PRIMARY KEY (activity, version)
);

-- From when on which version is valid: until the next one's instant. Of two with the same instant the
-- one with the greater number is. To roll back is to activate an older version.
CREATE TABLE daily.activation (
    activity   text        NOT NULL,
    number     bigint      NOT NULL CHECK (number > 0),
    version    bigint      NOT NULL,
    at         timestamptz NOT NULL,
    ordered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    operator   text,
    reason     text        NOT NULL,
    PRIMARY KEY (activity, number),
    FOREIGN KEY (activity, version) REFERENCES daily.plan_version
);

CREATE INDEX activation_at ON daily.activation (activity, at, number);

CREATE TRIGGER plan_version_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON daily.plan_version
    FOR EACH STATEMENT EXECUTE FUNCTION daily.refuse_change();

CREATE TRIGGER activation_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON daily.activation
    FOR EACH STATEMENT EXECUTE FUNCTION daily.refuse_change();

-- Days on which the network was down: to miss one breaks no streak. Of the rows of a day the last one
-- counts.
CREATE TABLE daily.excused (
    activity text        NOT NULL,
    day      date        NOT NULL,
    number   bigint      NOT NULL CHECK (number > 0),
    excused  boolean     NOT NULL,
    at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    operator text,
    reason   text        NOT NULL,
    PRIMARY KEY (activity, day, number)
);

CREATE TRIGGER excused_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON daily.excused
    FOR EACH STATEMENT EXECUTE FUNCTION daily.refuse_change();

-- How far a player is: what follows from the player's sign-ins. A sign-in changes it from the revision
-- that was read, or is none. Players who have signed in before have no row until they do again.
CREATE TABLE daily.progress (
    uid      text   NOT NULL,
    activity text   NOT NULL,
    revision bigint NOT NULL,
    state    jsonb  NOT NULL,
    PRIMARY KEY (uid, activity)
) WITH (fillfactor = 80);

-- Null in sign-ins from before.
ALTER TABLE daily.sign_in
    ADD COLUMN version bigint,
    ADD COLUMN payment jsonb,
    ADD COLUMN made_up boolean;

-- A day that is made up is paid for by an entry of its own. Not validated: all rows satisfied less.
ALTER TABLE daily.ledger
    DROP CONSTRAINT ledger_kind_check,
    ADD CONSTRAINT ledger_kind_check CHECK (kind IN ('GRANT', 'CORRECTION', 'MAKE_UP')) NOT VALID;
