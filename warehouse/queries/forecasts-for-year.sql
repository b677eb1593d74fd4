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
WHERE about_start <= make_date(CAST($1 AS INTEGER), 12, 31)
    AND about_end >= make_date(CAST($1 AS INTEGER), 1, 1)
    AND NOT is_repeat
ORDER BY forecaster NULLS LAST, metric NULLS LAST, published_on NULLS LAST, figure_id;
