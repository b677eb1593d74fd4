-- What is stated as a fact about a year.
-- ? year: 2023
SELECT
    company,
    metric,
    "value",
    value_high,
    unit,
    kind,
    period,
    attributed_to,
    quote,
    title,
    published_on
FROM figures
WHERE CAST(? AS INTEGER) BETWEEN year(period_start) AND year(period_end)
    AND status = 'actual'
    AND NOT is_repeat
ORDER BY company NULLS LAST, metric NULLS LAST, published_on NULLS LAST, figure_id;
