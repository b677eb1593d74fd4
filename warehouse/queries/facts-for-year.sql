-- What is stated as a fact about a year: the 1,000 facts that were told last.
-- For all of them, give `foretell sql --file` this text without its last line.
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
WHERE period_start <= make_date(CAST($1 AS INTEGER), 12, 31)
    AND period_end >= make_date(CAST($1 AS INTEGER), 1, 1)
    AND status = 'actual'
    AND NOT is_repeat
ORDER BY published_on DESC NULLS LAST, company NULLS LAST, metric NULLS LAST, figure_id
LIMIT 1000;
