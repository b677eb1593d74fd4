CREATE VIEW company_mentions AS
SELECT
    mentions."name",
    if(settled.article_id IS NULL, mentions.company_id, settled.company_id) AS company_id,
    mentions.ticker,
    mentions.quote,
    substring(
        articles.raw_text,
        greatest(mentions.char_start - 59, 1),
        mentions.char_end + 60 - greatest(mentions.char_start - 60, 0)
    ) AS context,
    mentions.char_start,
    mentions.char_end,
    coalesce(settled.resolution, mentions.resolution) AS resolution,
    settled.decision,
    mentions.candidates,
    mentions.confidence,
    mentions."rule",
    reviews.reviewed,
    core.permalink_between(
        articles.source_uri, articles.origin_uri, articles.raw_text, mentions.char_start,
        mentions.char_end
    ) AS permalink,
    mentions.article_id,
    articles.source_uri,
    articles.title,
    articles.published_on,
    articles.run_id
FROM core.company_mentions AS mentions
SEMI JOIN kept.headers USING (article_id)
JOIN core.articles AS articles USING (article_id)
LEFT JOIN kept.settled_mentions AS settled
    ON settled.article_id = mentions.article_id AND settled.ordinal = mentions.ordinal
LEFT JOIN ops.reviews AS reviews
    ON reviews.kind = 'company'
    AND reviews.article_id = mentions.article_id
    AND reviews.char_start = mentions.char_start;
