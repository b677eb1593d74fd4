-- The largest amounts that anybody forecasts, in one unit.
-- ? unit: USD
SELECT
    greatest("value", value_high) AS amount,
    unit,
    bound,
    metric,
    forecaster,
    target_period,
    quote,
    title
FROM forecast_values
WHERE unit = ? AND kind = 'level' AND NOT is_repeat
ORDER BY amount DESC, figure_id
LIMIT 50;
