-- warning: What happened is not of a time after the day of publication.
SELECT concat_ws(' ', figure_id, period, quote) AS example
FROM core.figures
JOIN core.articles USING (article_id)
WHERE status = 'actual' AND period_start > published_on
