-- error: Every quote is what its article's raw text has under the span.
SELECT concat(records.article_id, ':', records.char_start, ' ', records.quote) AS example
FROM (
    SELECT article_id, char_start, char_end, quote FROM core.figures
    UNION ALL SELECT article_id, char_start, char_end, quote FROM core.forecasts
    UNION ALL SELECT article_id, char_start, char_end, quote FROM core.company_mentions
    UNION ALL SELECT article_id, char_start, char_end, quote FROM core.rejected_numbers
) AS records
JOIN checked_articles AS articles USING (article_id)
WHERE substring(articles.raw_text, records.char_start + 1, records.char_end - records.char_start)
    <> records.quote
