-- What a sign-in costs to store. A payment that is no more than the reward of its day is not written a
-- second time beside that reward: `payment` is null then, and `counted` is not.

-- Sign-ins on that day or later all have their players' progress: only earlier ones are read for it.
-- Services of a version that kept none may still run for three days while this is brought in. First, since
-- it may read all sign-ins, and nobody is to wait for that.
CREATE TABLE daily.progress_kept (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    since  date    NOT NULL
);

INSERT INTO daily.progress_kept (since)
SELECT CASE WHEN EXISTS (SELECT FROM daily.sign_in WHERE version IS NULL) THEN current_date + 3
    ELSE '-infinity' END;

ALTER TABLE daily.sign_in ADD COLUMN counted integer;

-- What a sign-in paid and why, however it is kept. Null in sign-ins from before there were plans. Stable,
-- as what it calls is: else it would not become a part of the statements that call it.
CREATE FUNCTION daily.payment_of(s daily.sign_in) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN s.payment IS NOT NULL OR s.counted IS NULL THEN s.payment
        ELSE jsonb_build_object('version', s.version, 'day', s.sign_date, 'madeUp', s.made_up,
            'count', s.counted, 'items', s.reward -> 'items', 'lines', jsonb_build_array(
                jsonb_build_object('why', 'DAY', 'reward', s.reward, 'items', s.reward -> 'items')))
        END
$$;
