CREATE VIEW company_mentions AS
SELECT
    "name",
    company_id,
    ticker,
    quote,
    substring(
        raw_text, greatest(char_start - 59, 1), char_end + 60 - greatest(char_start - 60, 0)
    ) AS context,
    char_start,
    char_end,
    confidence,
    "rule",
    article_id,
    source_uri,
    title,
    published_on,
    run_id
FROM core.company_mentions
JOIN core.articles USING (article_id);
