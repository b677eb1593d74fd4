CREATE VIEW reviews AS
SELECT
    kind,
    record_id,
    reviewed,
    extracted,
    wrong_fields,
    reviews.char_start,
    reviews.article_id,
    articles.source_uri,
    articles.title,
    articles.published_on,
    articles.run_id
FROM ops.reviews AS reviews
JOIN core.articles AS articles USING (article_id);
