-- error: Every confidence is from 0 to 1.
SELECT concat_ws(' ', figure_id, confidence) AS example
FROM core.figures SEMI JOIN checked_articles USING (article_id)
WHERE confidence NOT BETWEEN 0 AND 1 OR isnan(confidence)
UNION ALL
SELECT concat_ws(' ', forecast_id, confidence)
FROM core.forecasts SEMI JOIN checked_articles USING (article_id)
WHERE confidence NOT BETWEEN 0 AND 1 OR isnan(confidence)
UNION ALL
SELECT concat_ws(' ', article_id, char_start, confidence)
FROM core.company_mentions SEMI JOIN checked_articles USING (article_id)
WHERE confidence NOT BETWEEN 0 AND 1 OR isnan(confidence)
