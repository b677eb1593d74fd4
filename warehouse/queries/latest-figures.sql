-- The latest figure of each thing that is measured of a company.
-- ? company: Gartner
SELECT
    metric,
    "value",
    value_high,
    unit,
    kind,
    period,
    status,
    quote,
    title,
    published_on
FROM figures
WHERE list_contains(list_transform(companies, lambda name: lower(name)), lower(?))
    AND metric IS NOT NULL
    AND NOT is_repeat
QUALIFY row_number() OVER (
    PARTITION BY coalesce(metric_key, metric), kind, unit
    ORDER BY period_end DESC NULLS LAST, published_on DESC NULLS LAST, confidence DESC, figure_id
) = 1
ORDER BY metric, kind, unit;
