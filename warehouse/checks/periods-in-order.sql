-- error: No period ends before it starts, or has only one of its days.
SELECT figure_id AS example
FROM core.figures SEMI JOIN checked_articles USING (article_id)
WHERE period_end < period_start OR (period_start IS NULL) <> (period_end IS NULL)
UNION ALL
SELECT forecast_id
FROM core.forecasts SEMI JOIN checked_articles USING (article_id)
WHERE target_end < target_start OR (target_start IS NULL) <> (target_end IS NULL)
