CREATE TABLE keeper.purse (
    uid   text   NOT NULL PRIMARY KEY,
    epoch bigint NOT NULL,
    coins bigint NOT NULL DEFAULT 0
);
