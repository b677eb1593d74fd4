-- error: No two figures, and no two forecasts, share an id.
WITH
    figure_ids AS (
        SELECT figure_id FROM core.figures SEMI JOIN checked_articles USING (article_id)
    ),
    forecast_ids AS (
        SELECT forecast_id FROM core.forecasts SEMI JOIN checked_articles USING (article_id)
    )
SELECT figure_id AS example
FROM core.figures SEMI JOIN figure_ids USING (figure_id)
GROUP BY figure_id
HAVING count(*) > 1
UNION ALL
SELECT forecast_id
FROM core.forecasts SEMI JOIN forecast_ids USING (forecast_id)
GROUP BY forecast_id
HAVING count(*) > 1
