CREATE VIEW articles AS
WITH
    held AS (
        SELECT source_uri, article_id, max(revision) AS revision FROM ops.revisions GROUP BY ALL
    ),
    figure_counts AS (SELECT article_id, count(*) AS n FROM core.figures GROUP BY ALL),
    forecast_counts AS (SELECT article_id, count(*) AS n FROM core.forecasts GROUP BY ALL),
    mention_counts AS (SELECT article_id, count(*) AS n FROM core.company_mentions GROUP BY ALL),
    rejected_counts AS (SELECT article_id, count(*) AS n FROM core.rejected_numbers GROUP BY ALL),
    edit_counts AS (SELECT article_id, count(*) AS n FROM core.edits GROUP BY ALL)
SELECT
    article_id,
    title,
    published_on,
    publisher,
    author,
    source_uri,
    origin_uri,
    coalesce(core.page_of(source_uri, origin_uri), source_uri) AS permalink,
    origins,
    language,
    word_count,
    held.revision,
    copies.copy_of,
    copies.similarity,
    coalesce(figure_counts.n, 0) AS figure_count,
    coalesce(forecast_counts.n, 0) AS forecast_count,
    coalesce(mention_counts.n, 0) AS mention_count,
    coalesce(rejected_counts.n, 0) AS rejected_number_count,
    coalesce(edit_counts.n, 0) AS edit_count,
    content_sha256,
    content_key,
    run_id,
    raw_text
FROM core.articles
SEMI JOIN ops.ledger USING (article_id)
LEFT JOIN held USING (source_uri, article_id)
LEFT JOIN core.copies USING (article_id)
LEFT JOIN figure_counts USING (article_id)
LEFT JOIN forecast_counts USING (article_id)
LEFT JOIN mention_counts USING (article_id)
LEFT JOIN rejected_counts USING (article_id)
LEFT JOIN edit_counts USING (article_id);
