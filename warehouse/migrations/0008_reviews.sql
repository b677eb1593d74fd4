-- What people say of records, what came of it in this file, and what the checks found.
-- state and what follows it are set where a copy is published; null in the writer's own file.
CREATE TABLE ops.corrections (
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    correction_id VARCHAR NOT NULL PRIMARY KEY,
    "action" VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    source_uri VARCHAR NOT NULL,
    record_id VARCHAR,
    prefix VARCHAR NOT NULL,
    suffix VARCHAR NOT NULL,
    fields STRUCT(field VARCHAR, "before" VARCHAR, "after" VARCHAR)[] NOT NULL,
    made_by VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    why VARCHAR,
    ordinal INTEGER NOT NULL,
    state VARCHAR,
    detail VARCHAR,
    matched_article_id VARCHAR,
    matched_id VARCHAR
);

-- One row a record that was reviewed, in a published copy.
CREATE TABLE ops.reviews (
    kind VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    reviewed VARCHAR NOT NULL,
    extracted BOOLEAN NOT NULL,
    wrong_fields VARCHAR[] NOT NULL
);

CREATE TABLE ops.checks (
    run_id VARCHAR NOT NULL,
    "check" VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    description VARCHAR NOT NULL,
    found BIGINT NOT NULL,
    examples VARCHAR[] NOT NULL,
    checked_at TIMESTAMP NOT NULL,
    PRIMARY KEY (run_id, "check")
);

-- How much each published run held, so that the next one can be compared with it.
CREATE TABLE ops.counts (
    run_id VARCHAR NOT NULL PRIMARY KEY,
    articles BIGINT NOT NULL,
    figures BIGINT NOT NULL,
    forecasts BIGINT NOT NULL,
    mentions BIGINT NOT NULL
);
