-- What the masters keep for the whole network.

-- Who holds what only one may hold. epoch is the fencing number: it grows with each new holder.
CREATE TABLE delos.lease (
    name       text        PRIMARY KEY,
    holder     text        NOT NULL,
    epoch      bigint      NOT NULL,
    expires_at timestamptz NOT NULL
);

-- What operators have laid on accounts. A row stays when it is over or lifted; 'epoch' stands for
-- never.
CREATE TABLE delos.sanction (
    uid            text        PRIMARY KEY,
    banned_until   timestamptz NOT NULL DEFAULT 'epoch',
    ban_reason     text        NOT NULL DEFAULT '',
    silenced_until timestamptz NOT NULL DEFAULT 'epoch',
    silence_reason text        NOT NULL DEFAULT '',
    lease          bigint      NOT NULL,
    changed_at     timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX sanction_banned_until ON delos.sanction (banned_until);
CREATE INDEX sanction_silenced_until ON delos.sanction (silenced_until);

-- Whether the network is under maintenance: one row at most.
CREATE TABLE delos.maintenance (
    single     boolean     PRIMARY KEY DEFAULT true CHECK (single),
    message    text,                             -- what players are told; null: no maintenance
    lease      bigint      NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
);

-- Every operator's command. The row is written before the command runs, completed once, and kept.
CREATE TABLE delos.audit (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    operator        text        NOT NULL,
    command         text        NOT NULL,
    body            json        NOT NULL,        -- without secrets
    uid             text,                        -- whom it is about, if the body says so
    remote          text        NOT NULL,
    master          integer     NOT NULL,
    lease           bigint      NOT NULL,
    idempotency_key text,
    started_at      timestamptz NOT NULL DEFAULT now(),
    finished_at     timestamptz,                 -- null: it runs, or nobody knows what became of it
    code            integer,
    message         text,
    entity          json                         -- kept for a repeat with the same key only
);

CREATE UNIQUE INDEX audit_idempotency_key ON delos.audit (operator, idempotency_key)
    WHERE idempotency_key IS NOT NULL;
CREATE INDEX audit_uid ON delos.audit (uid, id) WHERE uid IS NOT NULL;
CREATE INDEX audit_started_at ON delos.audit (started_at);

CREATE FUNCTION delos.keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit table is kept as it was written';
END
$$;

CREATE TRIGGER audit_is_completed_once BEFORE UPDATE ON delos.audit
    FOR EACH ROW WHEN (OLD.finished_at IS NOT NULL) EXECUTE FUNCTION delos.keep_audit();
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON delos.audit
    FOR EACH ROW EXECUTE FUNCTION delos.keep_audit();
CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON delos.audit
    FOR EACH STATEMENT EXECUTE FUNCTION delos.keep_audit();
