-- Who forecasts a metric for a year, and how that changed.
-- ? metric: revenue
-- ? year: 2028
WITH
    asked AS (SELECT lower(?) AS metric, CAST(? AS INTEGER) AS target_year),
    latest AS (
        SELECT comparables.*
        FROM comparables
        JOIN asked
            ON (contains(metric_key, asked.metric) OR contains(phrase, asked.metric))
            AND asked.target_year BETWEEN year(period_start) AND year(period_end)
        WHERE claim = 'forecast'
        QUALIFY row_number() OVER (
            PARTITION BY coalesce(forecaster_key, article_id), subject, period
            ORDER BY made_on DESC, confidence DESC, figure_id
        ) = 1
    )
SELECT
    latest.forecaster,
    latest.metric,
    latest.company,
    latest.region,
    latest."value",
    latest.unit,
    latest.period AS target_period,
    latest.made_on,
    count(revisions.revision) AS revisions,
    arg_max(revisions.move, revisions.revision) AS last_move,
    arg_max(revisions.old_value, revisions.revision) AS value_before,
    arg_max(revisions.change_percent, revisions.revision) AS change_percent,
    latest.quote,
    latest.title
FROM latest
LEFT JOIN forecast_revisions AS revisions
    ON revisions.forecaster_key = latest.forecaster_key
    AND revisions.subject = latest.subject
    AND revisions.target_period = latest.period
GROUP BY ALL
ORDER BY latest.metric, latest.unit, latest."value" DESC, latest.forecaster, latest.title;
