-- The ground: what articles say (core) and what the pipeline did (ops).
CREATE SCHEMA core;
CREATE SCHEMA ops;

CREATE TABLE core.articles (
    source_uri VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL PRIMARY KEY,
    title VARCHAR,
    published_on DATE,
    language VARCHAR NOT NULL,
    publisher VARCHAR,
    origin_uri VARCHAR,
    raw_text VARCHAR NOT NULL,
    content_sha256 VARCHAR NOT NULL,
    content_key VARCHAR NOT NULL,
    word_count INTEGER NOT NULL,
    facts_key VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

CREATE TABLE core.edits (
    article_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    replacement VARCHAR NOT NULL,
    rule VARCHAR NOT NULL
);

CREATE TABLE core.figures (
    article_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    "value" DECIMAL(38, 9) NOT NULL,
    value_high DECIMAL(38, 9),
    unit VARCHAR NOT NULL,
    bound VARCHAR NOT NULL,
    item VARCHAR,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    figure_id VARCHAR NOT NULL PRIMARY KEY,
    sentence VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    direction VARCHAR,
    basis VARCHAR,
    metric VARCHAR,
    companies VARCHAR[],
    region VARCHAR,
    period VARCHAR,
    period_start DATE,
    period_end DATE,
    status VARCHAR NOT NULL,
    attributed_to VARCHAR,
    confidence DOUBLE NOT NULL,
    "rule" VARCHAR NOT NULL,
    reasons STRUCT(field VARCHAR, "rule" VARCHAR, words VARCHAR)[] NOT NULL
);

CREATE TABLE core.company_mentions (
    article_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    "name" VARCHAR NOT NULL,
    company_id VARCHAR,
    ticker VARCHAR,
    confidence DOUBLE NOT NULL,
    "rule" VARCHAR NOT NULL
);

CREATE TABLE core.forecasts (
    article_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    forecast_id VARCHAR NOT NULL PRIMARY KEY,
    sentence VARCHAR NOT NULL,
    forecaster VARCHAR,
    target_period VARCHAR,
    target_start DATE,
    target_end DATE,
    figure_ids VARCHAR[] NOT NULL,
    statement VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    "rule" VARCHAR NOT NULL
);

CREATE TABLE core.rejected_numbers (
    article_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

-- Which step of the schema was applied, with the hash of its text.
CREATE TABLE ops.journal (
    step VARCHAR NOT NULL PRIMARY KEY,
    text_sha256 VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL
);

CREATE TABLE ops.runs (
    run_id VARCHAR NOT NULL PRIMARY KEY,
    command VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    extractor_version VARCHAR NOT NULL,
    model_version VARCHAR NOT NULL,
    articles_seen INTEGER NOT NULL,
    articles_unchanged INTEGER NOT NULL,
    articles_loaded INTEGER NOT NULL,
    articles_rejected INTEGER NOT NULL,
    figures_loaded INTEGER NOT NULL,
    forecasts_loaded INTEGER NOT NULL
);

-- How each source stands: the article it holds, or rejected.
CREATE TABLE ops.ledger (
    source_uri VARCHAR NOT NULL PRIMARY KEY,
    content_key VARCHAR,
    state VARCHAR NOT NULL,
    article_id VARCHAR,
    run_id VARCHAR NOT NULL
);

CREATE TABLE ops.rejections (
    source_uri VARCHAR NOT NULL PRIMARY KEY,
    content_sha256 VARCHAR,
    content_key VARCHAR,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    rejected_at TIMESTAMP NOT NULL
);

-- Counts every change that readers should see; the published file keeps the count it was made at.
CREATE TABLE ops.revision (
    revision BIGINT NOT NULL
);
INSERT INTO ops.revision VALUES (0);

-- When this copy was published, and by what; empty in the writer's own file.
CREATE TABLE ops.publication (
    published_at TIMESTAMP NOT NULL,
    foretell_version VARCHAR NOT NULL,
    duckdb_version VARCHAR NOT NULL
);
