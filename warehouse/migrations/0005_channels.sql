-- The channels of seeds/sources.toml, and the articles that they named: how each of them stands.
CREATE TABLE ops.channels (
    channel VARCHAR NOT NULL PRIMARY KEY,
    kind VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    detail VARCHAR,
    failures INTEGER NOT NULL,
    signature VARCHAR NOT NULL,
    checked_at TIMESTAMP NOT NULL,
    next_at TIMESTAMP NOT NULL,
    etag VARCHAR,
    last_modified VARCHAR,
    run_id VARCHAR NOT NULL
);

CREATE TABLE ops.entries (
    channel VARCHAR NOT NULL,
    entry_id VARCHAR NOT NULL,
    source_uri VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    detail VARCHAR,
    signature VARCHAR,
    media_type VARCHAR,
    content_sha256 VARCHAR,
    told VARCHAR,
    failures INTEGER NOT NULL,
    checked_at TIMESTAMP NOT NULL,
    next_at TIMESTAMP,
    etag VARCHAR,
    last_modified VARCHAR,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (channel, entry_id)
);
