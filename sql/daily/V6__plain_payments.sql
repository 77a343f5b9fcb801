-- What a sign-in costs to store. A payment that is no more than the reward of its day is not written a
-- second time beside that reward: `payment` is null then, and `counted` is not.

ALTER TABLE daily.sign_in ADD COLUMN counted integer;

-- What a sign-in paid and why, however it is kept. Null in sign-ins from before there were plans.
CREATE FUNCTION daily.payment_of(s daily.sign_in) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN s.payment IS NOT NULL OR s.counted IS NULL THEN s.payment
        ELSE jsonb_build_object('version', s.version, 'day', s.sign_date, 'madeUp', s.made_up,
            'count', s.counted, 'items', s.reward -> 'items', 'lines', jsonb_build_array(
                jsonb_build_object('why', 'DAY', 'reward', s.reward, 'items', s.reward -> 'items')))
        END
$$;

-- Sign-ins on that day or later all have their players' progress: only earlier ones are read for it.
-- Services of a version that kept none may still run while this is brought in.
CREATE TABLE daily.progress_kept (
    since date NOT NULL
);

INSERT INTO daily.progress_kept
SELECT CASE WHEN EXISTS (SELECT FROM daily.sign_in WHERE version IS NULL) THEN current_date + 3
    ELSE '-infinity' END;
