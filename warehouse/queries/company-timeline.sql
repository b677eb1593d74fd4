-- Everything said about a company, under whatever name, in order of period.
-- ? name: Gartner
SELECT
    company,
    roles,
    period,
    status,
    metric,
    "value",
    value_high,
    unit,
    attributed_to,
    quote,
    title,
    article_id
FROM company_timeline
WHERE company_id IN (SELECT company_id FROM aliases WHERE lower(alias) = lower(?))
ORDER BY period_start NULLS LAST, period_end, published_on, article_id, char_start;
