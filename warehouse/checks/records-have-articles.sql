-- error: Every record is of an article that is there.
SELECT concat_ws(' ', kind, records.article_id) AS example
FROM (
    SELECT 'figure' AS kind, article_id FROM core.figures
    UNION ALL SELECT 'forecast', article_id FROM core.forecasts
    UNION ALL SELECT 'company', article_id FROM core.company_mentions
    UNION ALL SELECT 'number', article_id FROM core.rejected_numbers
    UNION ALL SELECT 'edit', article_id FROM core.edits
    UNION ALL SELECT 'passage', article_id FROM core.passages
) AS records
ANTI JOIN core.articles USING (article_id)
