-- Where forecasters are furthest apart about the same thing and time.
SELECT
    metric,
    company,
    region,
    target_period,
    unit,
    forecasters,
    low,
    lowest_forecaster,
    median,
    high,
    highest_forecaster,
    spread,
    spread_percent,
    match_reason,
    match_confidence
FROM disagreements
WHERE do_differ
ORDER BY spread_percent DESC NULLS LAST, spread DESC, metric, target_period
LIMIT 50;
