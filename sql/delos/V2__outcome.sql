-- What idempotent requests brought: entered, run and stored in one transaction. Of a request that was
-- given up before it ran, method and reply are null.
CREATE TABLE delos.outcome (
    owner      text        NOT NULL,
    request_id uuid        NOT NULL,
    method     text,
    reply      jsonb,
    entered_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (owner, request_id)
);

CREATE INDEX outcome_by_age ON delos.outcome (entered_at);
