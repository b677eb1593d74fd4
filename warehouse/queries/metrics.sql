-- What is measured, how often, in which units, and for which years.
SELECT
    metric_key,
    min(metric) AS metric,
    count(*) AS figures,
    count(DISTINCT article_id) AS articles,
    list_sort(list(DISTINCT unit)) AS units,
    year(min(period_start)) AS first_year,
    year(max(period_end)) AS last_year
FROM figures
WHERE metric IS NOT NULL AND NOT is_repeat
GROUP BY coalesce(metric_key, metric), metric_key
ORDER BY figures DESC, metric
LIMIT 200;
