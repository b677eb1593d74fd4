CREATE VIEW rejected_numbers AS
SELECT
    reason,
    quote,
    substring(
        raw_text, greatest(numbers.char_start - 59, 1),
        char_end + 60 - greatest(numbers.char_start - 60, 0)
    ) AS context,
    numbers.char_start,
    char_end,
    reviews.reviewed,
    core.permalink_between(source_uri, origin_uri, raw_text, numbers.char_start, char_end)
        AS permalink,
    numbers.article_id,
    source_uri,
    title,
    published_on,
    run_id
FROM core.rejected_numbers AS numbers
SEMI JOIN ops.ledger USING (article_id)
JOIN core.articles USING (article_id)
LEFT JOIN ops.reviews AS reviews
    ON reviews.kind = 'figure'
    AND reviews.article_id = numbers.article_id
    AND reviews.char_start = numbers.char_start;
