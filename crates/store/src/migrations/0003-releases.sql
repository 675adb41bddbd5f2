-- Releases of published figures that were loaded, for all authorities. One
-- stands from the change that loaded it until the change that withdrew it;
-- `bytes` is the file as the publisher made it.
CREATE TABLE reference_release (
    since BIGINT NOT NULL PRIMARY KEY REFERENCES change (seq),
    until BIGINT CHECK (until > since) REFERENCES change (seq),
    file TEXT NOT NULL,
    published TEXT,
    bytes BYTEA NOT NULL
);
