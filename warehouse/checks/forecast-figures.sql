-- error: Every figure that a forecast names is of its article, and its leading one among them.
WITH
    checked AS (
        SELECT article_id, forecast_id, figure_id, figure_ids
        FROM core.forecasts SEMI JOIN checked_articles USING (article_id)
    )
SELECT named.forecast_id AS example
FROM (SELECT article_id, forecast_id, unnest(figure_ids) AS figure_id FROM checked) AS named
ANTI JOIN (
    SELECT article_id, figure_id FROM core.figures SEMI JOIN checked_articles USING (article_id)
) AS figures
    ON figures.figure_id = named.figure_id AND figures.article_id = named.article_id
UNION ALL
SELECT forecast_id FROM checked
WHERE figure_id IS NOT NULL AND NOT list_contains(figure_ids, figure_id)
