-- error: Every figure that a forecast names is of its article, and its leading one among them.
SELECT named.forecast_id AS example
FROM (
    SELECT article_id, forecast_id, unnest(figure_ids) AS figure_id FROM core.forecasts
) AS named
ANTI JOIN core.figures
    ON figures.figure_id = named.figure_id AND figures.article_id = named.article_id
UNION ALL
SELECT forecast_id FROM core.forecasts
WHERE figure_id IS NOT NULL AND NOT list_contains(figure_ids, figure_id)
