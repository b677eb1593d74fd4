-- What is measured, how often, in which units, and for which years.
SELECT
    metric_key,
    any_value(metric ORDER BY metric) AS metric,
    count(*) AS figures,
    count(DISTINCT article_id) AS articles,
    list(DISTINCT unit ORDER BY unit) AS units,
    min(year(period_start)) AS first_year,
    max(year(period_end)) AS last_year
FROM figures
WHERE metric IS NOT NULL AND NOT is_repeat
GROUP BY coalesce(metric_key, metric), metric_key
ORDER BY figures DESC, metric
LIMIT 200;
