-- error: No two figures, and no two forecasts, share an id.
SELECT figure_id AS example FROM core.figures GROUP BY figure_id HAVING count(*) > 1
UNION ALL
SELECT forecast_id FROM core.forecasts GROUP BY forecast_id HAVING count(*) > 1
