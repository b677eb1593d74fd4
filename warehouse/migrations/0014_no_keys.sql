-- Files only: a lake has no keys.
--
-- A key of a table has DuckDB write all of its last 122,880 rows anew wherever one is added, and
-- keeps every id in memory. What keys would refuse is looked for before readers get anything:
-- `article-keys`, `claim-ids` and `input-keys` among the checks.

CREATE TABLE core.articles_without_key (
    source_uri VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    title VARCHAR,
    published_on DATE,
    language VARCHAR NOT NULL,
    publisher VARCHAR,
    author VARCHAR,
    origin_uri VARCHAR,
    origins STRUCT(field VARCHAR, told_by VARCHAR)[] NOT NULL,
    raw_text VARCHAR NOT NULL,
    content_sha256 VARCHAR NOT NULL,
    content_key VARCHAR NOT NULL,
    word_count INTEGER NOT NULL,
    facts_key VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
INSERT INTO core.articles_without_key FROM core.articles;
DROP TABLE core.articles;
ALTER TABLE core.articles_without_key RENAME TO articles;

CREATE TABLE core.figures_without_key (
    article_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    "value" DECIMAL(38,9) NOT NULL,
    value_high DECIMAL(38,9),
    unit VARCHAR NOT NULL,
    bound VARCHAR NOT NULL,
    item VARCHAR,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    figure_id VARCHAR NOT NULL,
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
    reasons STRUCT(field VARCHAR, "rule" VARCHAR, words VARCHAR)[] NOT NULL,
    metric_key VARCHAR,
    series_id VARCHAR,
    value_usd DECIMAL(38,9),
    value_high_usd DECIMAL(38,9),
    rate_date DATE,
    rate_source VARCHAR,
    value_si DECIMAL(38,15),
    value_high_si DECIMAL(38,15),
    unit_si VARCHAR
);
INSERT INTO core.figures_without_key FROM core.figures;
DROP TABLE core.figures;
ALTER TABLE core.figures_without_key RENAME TO figures;

CREATE TABLE core.forecasts_without_key (
    article_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    forecast_id VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    forecaster VARCHAR,
    target_period VARCHAR,
    target_start DATE,
    target_end DATE,
    figure_ids VARCHAR[] NOT NULL,
    "statement" VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    "rule" VARCHAR NOT NULL,
    figure_id VARCHAR,
    metric VARCHAR,
    metric_key VARCHAR,
    companies VARCHAR[],
    region VARCHAR,
    condition VARCHAR,
    certainty VARCHAR NOT NULL,
    polarity VARCHAR NOT NULL,
    made_on DATE
);
INSERT INTO core.forecasts_without_key FROM core.forecasts;
DROP TABLE core.forecasts;
ALTER TABLE core.forecasts_without_key RENAME TO forecasts;

CREATE TABLE ops.ledger_without_key (
    source_uri VARCHAR NOT NULL,
    content_key VARCHAR,
    state VARCHAR NOT NULL,
    article_id VARCHAR,
    run_id VARCHAR NOT NULL
);
INSERT INTO ops.ledger_without_key FROM ops.ledger;
DROP TABLE ops.ledger;
ALTER TABLE ops.ledger_without_key RENAME TO ledger;

CREATE TABLE ops.revisions_without_key (
    source_uri VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    article_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
INSERT INTO ops.revisions_without_key FROM ops.revisions;
DROP TABLE ops.revisions;
ALTER TABLE ops.revisions_without_key RENAME TO revisions;

CREATE TABLE ops.entries_without_key (
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
    run_id VARCHAR NOT NULL
);
INSERT INTO ops.entries_without_key FROM ops.entries;
DROP TABLE ops.entries;
ALTER TABLE ops.entries_without_key RENAME TO entries;
