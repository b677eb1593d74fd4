CREATE VIEW forecast_figures AS
SELECT
    forecast_id,
    unnest(figure_ids) AS figure_id,
    generate_subscripts(figure_ids, 1) AS ordinal
FROM core.forecasts
SEMI JOIN ops.ledger USING (article_id);
