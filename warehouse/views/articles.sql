CREATE VIEW articles AS
WITH
    held AS (
        SELECT source_uri, article_id, max(revision) AS revision FROM ops.revisions GROUP BY ALL
    )
SELECT
    articles.article_id,
    articles.title,
    articles.published_on,
    publisher,
    author,
    articles.source_uri,
    articles.origin_uri,
    coalesce(core.page_of(articles.source_uri, articles.origin_uri), articles.source_uri) AS permalink,
    origins,
    language,
    word_count,
    held.revision,
    copies.copy_of,
    copies.similarity,
    headers.figure_count,
    headers.forecast_count,
    headers.mention_count,
    headers.rejected_number_count,
    headers.edit_count,
    content_sha256,
    content_key,
    articles.run_id,
    raw_text
FROM core.articles
JOIN kept.headers AS headers ON headers.article_id = articles.article_id
LEFT JOIN held
    ON held.source_uri = articles.source_uri AND held.article_id = articles.article_id
LEFT JOIN kept.copies AS copies ON copies.article_id = articles.article_id;
