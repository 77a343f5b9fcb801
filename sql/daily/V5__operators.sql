-- What operators give, and what they look at.

-- By which version of a plan an entry was paid: null if none paid it, or it was one from before there
-- were plans. Who ordered it: null if it was no operator.
ALTER TABLE daily.ledger
    ADD COLUMN version  bigint,
    ADD COLUMN operator text;

ALTER TABLE daily.ledger
    DROP CONSTRAINT ledger_kind_check,
    ADD CONSTRAINT ledger_kind_check CHECK (kind IN ('GRANT', 'CORRECTION', 'MAKE_UP', 'GIFT')) NOT VALID;

-- Rewards without a sign-in, delivered like those of one. The id follows from the order and the player,
-- so that an order gives nobody twice. Rows are never deleted.
CREATE TABLE daily.gift (
    uid          text        NOT NULL,
    grant_id     uuid        NOT NULL,
    order_id     uuid        NOT NULL,
    day          date        NOT NULL,                    -- on which it was given
    reward       jsonb       NOT NULL,
    granted_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    delivered_at timestamptz,                             -- null until the reward is in the inventory
    operator     text,
    reason       text        NOT NULL,
    PRIMARY KEY (uid, grant_id)
) WITH (fillfactor = 85);

CREATE INDEX gift_undelivered ON daily.gift (uid) WHERE delivered_at IS NULL;

-- How long the sign-in made the streak, and how many the player had after it. Null in sign-ins from
-- before.
ALTER TABLE daily.sign_in
    ADD COLUMN streak integer,
    ADD COLUMN total  integer;

-- A day's sign-ins lie together but for those that were made up later, which have an index of their
-- own: so they are found, and a sign-in has no index more to write.
CREATE INDEX sign_in_of_day ON daily.sign_in
    USING brin (sign_date date_minmax_multi_ops) WITH (autosummarize = on);
CREATE INDEX sign_in_made_up ON daily.sign_in (sign_date, activity) WHERE made_up;

-- Who opened the page on a day and hadn't signed in on it: written when there is time, deleted when it
-- is old.
CREATE TABLE daily.visit (
    day      date NOT NULL,
    activity text NOT NULL,
    uid      text NOT NULL,
    PRIMARY KEY (day, activity, uid)
);

-- What was counted of days that are over: d1, d7 and d30 once those are over, too.
CREATE TABLE daily.day_count (
    activity    text      NOT NULL,
    day         date      NOT NULL,
    sign_ins    bigint    NOT NULL,
    new_players bigint    NOT NULL,
    visitors    bigint,                                   -- null: not known
    streaks     bigint[]  NOT NULL,
    d1          bigint,
    d7          bigint,
    d30         bigint,
    PRIMARY KEY (activity, day)
);
