-- Who forecasts what for a year.
-- ? year: 2028
SELECT
    forecaster,
    metric,
    "value",
    value_high,
    unit,
    bound,
    target_period,
    quote,
    title,
    published_on
FROM forecast_values
WHERE CAST(? AS INTEGER) BETWEEN year(coalesce(target_start, period_start))
    AND year(coalesce(target_end, period_end))
    AND NOT is_repeat
ORDER BY forecaster NULLS LAST, metric NULLS LAST, published_on NULLS LAST, figure_id;
