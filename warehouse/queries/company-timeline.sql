-- Everything said about a company, under whatever name, in order of period.
-- The rows of company_timeline, out of the tables below it: the company's own are found first.
-- ? name: Gartner
WITH
    asked AS (SELECT DISTINCT company_id, company FROM aliases WHERE lower(alias) = lower(?)),
    said AS (
        SELECT company, roles, article_id, coalesce(figure_id, forecast_id) AS claim_id
        FROM kept.timeline
        JOIN asked USING (company_id)
    ),
    claims AS (
        SELECT
            figure_id AS claim_id, period, period_start, period_end, status, metric, "value",
            value_high, unit, attributed_to, quote, char_start
        FROM core.figures
        UNION ALL BY NAME
        SELECT
            forecast_id AS claim_id, target_period AS period, target_start AS period_start,
            target_end AS period_end,
            if(certainty = 'target', 'target', 'forecast') AS status, metric,
            forecaster AS attributed_to, quote, char_start
        FROM core.forecasts
    )
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
FROM said
JOIN claims USING (claim_id)
JOIN kept.headers AS articles USING (article_id)
ORDER BY period_start NULLS LAST, period_end, published_on, article_id, char_start;
