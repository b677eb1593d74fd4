-- What is no news; what makes copies known; and what each input held before.
CREATE TABLE core.passages (
    article_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    "rule" VARCHAR NOT NULL
);

-- The signature of an article's news, and its bands: articles that are alike share a band.
CREATE TABLE core.signatures (
    article_id VARCHAR NOT NULL,
    minima INTEGER[] NOT NULL
);
CREATE TABLE core.bands (
    article_id VARCHAR NOT NULL,
    band_key BIGINT NOT NULL
);

-- Each two articles that are alike, once: article_id is the lesser of the two.
CREATE TABLE core.likenesses (
    article_id VARCHAR NOT NULL,
    other_id VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL
);

-- The articles that an input has held, one after another; the last is what it holds or held.
CREATE TABLE ops.revisions (
    source_uri VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    article_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (source_uri, revision)
);
INSERT INTO ops.revisions
SELECT source_uri, 1, article_id, run_id FROM ops.ledger WHERE article_id IS NOT NULL;

-- Which article a current one copies: of those like it the first published, then the first by
-- id, if it comes before. What is alike but far apart in time is a form filled in again.
CREATE VIEW core.copies AS
WITH
    current AS (
        SELECT article_id, coalesce(published_on, DATE '9999-12-31') AS day, published_on
        FROM core.articles
        SEMI JOIN ops.ledger ON ledger.article_id = articles.article_id
    ),
    pairs AS (
        SELECT article_id, other_id, similarity FROM core.likenesses
        UNION ALL
        SELECT other_id, article_id, similarity FROM core.likenesses
    )
SELECT
    pairs.article_id,
    arg_min(pairs.other_id, (first.day, first.article_id)) AS copy_of,
    arg_min(pairs.similarity, (first.day, first.article_id)) AS similarity
FROM pairs
JOIN current AS own ON own.article_id = pairs.article_id
JOIN current AS first ON first.article_id = pairs.other_id
WHERE (first.day, first.article_id) < (own.day, own.article_id)
    AND (
        pairs.similarity >= 0.95
        OR coalesce(date_diff('day', first.published_on, own.published_on), 0) <= 14
    )
GROUP BY pairs.article_id;

-- The figures and forecasts of copies that the article they copy states as well.
CREATE VIEW core.repeated_figures AS
SELECT figures.figure_id
FROM core.copies AS copies
JOIN core.figures AS figures ON figures.article_id = copies.article_id
SEMI JOIN core.figures AS first
    ON first.article_id = copies.copy_of
    AND first."value" = figures."value"
    AND first.value_high IS NOT DISTINCT FROM figures.value_high
    AND first.unit = figures.unit
    AND first.kind = figures.kind;

CREATE VIEW core.repeated_forecasts AS
SELECT forecasts.forecast_id
FROM core.copies AS copies
JOIN core.forecasts AS forecasts ON forecasts.article_id = copies.article_id
SEMI JOIN core.forecasts AS first
    ON first.article_id = copies.copy_of
    AND first.target_period IS NOT DISTINCT FROM forecasts.target_period
    AND first."statement" = forecasts."statement";

COMMENT ON COLUMN core.copies.article_id IS 'The copy.';
COMMENT ON COLUMN core.copies.copy_of IS 'The article that it copies.';
COMMENT ON COLUMN core.copies.similarity IS 'Part of their runs of words that the two share.';
COMMENT ON COLUMN core.repeated_figures.figure_id IS 'A figure of a copy.';
COMMENT ON COLUMN core.repeated_forecasts.forecast_id IS 'A forecast of a copy.';
COMMENT ON COLUMN core.likenesses.article_id IS 'The one article, with the lesser id.';
COMMENT ON COLUMN core.likenesses.other_id IS 'The other article.';
COMMENT ON COLUMN core.likenesses.similarity IS 'Part of their runs of words that the two share.';
