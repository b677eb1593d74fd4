-- Who forecasts most, about what, and how far ahead.
SELECT
    forecaster,
    count(*) AS forecasts,
    count(DISTINCT article_id) AS articles,
    count(figure_id) AS with_figures,
    min(target_period) AS first_target,
    max(target_period) AS last_target,
    round(avg(date_diff('day', published_on, target_end) / 365.25), 1) AS years_ahead
FROM forecasts
WHERE forecaster IS NOT NULL AND NOT is_repeat
GROUP BY forecaster
ORDER BY forecasts DESC, forecaster;
