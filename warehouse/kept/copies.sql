-- Whole: which current article copies which: of those like it the first published, then the first
-- by id, if it comes before. What is alike but far apart in time is a form filled in again.
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
GROUP BY pairs.article_id
