CREATE VIEW rejected_numbers AS
SELECT
    reason,
    quote,
    substring(
        raw_text, greatest(char_start - 59, 1), char_end + 60 - greatest(char_start - 60, 0)
    ) AS context,
    char_start,
    char_end,
    article_id,
    source_uri,
    title,
    published_on,
    run_id
FROM core.rejected_numbers
SEMI JOIN ops.ledger USING (article_id)
JOIN core.articles USING (article_id);
