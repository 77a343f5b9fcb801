-- What the masters keep for the whole network.

-- Who holds what only one may hold. epoch is the fencing number: it grows with each new holder.
CREATE TABLE delos.lease (
    name       text        PRIMARY KEY,
    holder     text        NOT NULL,
    epoch      bigint      NOT NULL,
    expires_at timestamptz NOT NULL
);
