-- error: Within an article, records of one kind have places of their own.
SELECT concat_ws(' ', kind, article_id, "ordinal") AS example
FROM (
    SELECT 'figure' AS kind, article_id, "ordinal" FROM core.figures
    UNION ALL SELECT 'forecast', article_id, "ordinal" FROM core.forecasts
    UNION ALL SELECT 'company', article_id, "ordinal" FROM core.company_mentions
    UNION ALL SELECT 'number', article_id, "ordinal" FROM core.rejected_numbers
)
SEMI JOIN checked_articles USING (article_id)
GROUP BY kind, article_id, "ordinal"
HAVING count(*) > 1
