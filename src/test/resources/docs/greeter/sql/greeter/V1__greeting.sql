CREATE TABLE greeter.greeting (
    uid   text   NOT NULL PRIMARY KEY,
    count bigint NOT NULL CHECK (count > 0)
);
