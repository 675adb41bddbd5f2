-- One row for each authority; its short key keeps the versions small.
CREATE TABLE authority (
    key INTEGER NOT NULL PRIMARY KEY,
    id UUID NOT NULL UNIQUE
);

-- The heading of every change, in the order in which they were made.
CREATE TABLE change (
    seq BIGINT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    note TEXT,
    undoes BIGINT REFERENCES change (seq)
);

CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

-- Which authorities a change reached, and how many records it wrote in each.
CREATE TABLE reach (
    authority INTEGER NOT NULL REFERENCES authority (key),
    seq BIGINT NOT NULL REFERENCES change (seq),
    records BIGINT NOT NULL,
    PRIMARY KEY (authority, seq)
);

CREATE INDEX reach_seq ON reach (seq);

-- Every version of every record. A version holds from the change that wrote it
-- until the change that ended it; the present one has no end. What a change
-- found are the versions it ended, what it left are the versions it wrote.
-- No foreign keys here: they would double the time of a large import, and the
-- rows are written by one function together with those they refer to.
CREATE TABLE version (
    since BIGINT NOT NULL,
    until BIGINT CHECK (until > since),
    record UUID NOT NULL,
    authority INTEGER NOT NULL,
    kind SMALLINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (authority, kind, record, since)
); -- clustered

CREATE INDEX version_since ON version (since, authority, kind, record);

CREATE INDEX version_until ON version (until, authority, kind, record) WHERE until IS NOT NULL;

-- Files that somebody uploaded and has not decided on yet.
CREATE TABLE upload (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    bytes BYTEA NOT NULL
);
