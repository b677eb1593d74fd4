-- Every figure of a company, the latest period first.
-- ? company: Gartner
SELECT
    period,
    metric,
    kind,
    "value",
    value_high,
    unit,
    status,
    attributed_to,
    quote,
    title
FROM figures
WHERE list_contains(list_transform(companies, lambda name: lower(name)), lower(?))
    AND NOT is_repeat
ORDER BY period_end DESC NULLS LAST, metric NULLS LAST, figure_id;
