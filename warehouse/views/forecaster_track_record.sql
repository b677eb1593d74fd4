CREATE VIEW forecaster_track_record AS
WITH
    -- Of what a forecaster said of one target the last counts, bounds ("more than") do not.
    last_said AS (
        SELECT
            *,
            if(unit = 'percent', 'points', 'percent') AS error_unit,
            if(unit = 'percent', CAST(error AS DOUBLE), CAST(error_percent AS DOUBLE)) AS off
        FROM main.forecast_vs_actual
        WHERE forecaster IS NOT NULL AND forecast_bound NOT IN ('above', 'below')
            AND actual_bound NOT IN ('above', 'below')
        QUALIFY row_number() OVER (
            PARTITION BY forecaster_key, subject, target_period
            ORDER BY made_on DESC, forecast_figure_id
        ) = 1
    )
SELECT
    min(forecaster) AS forecaster,
    forecaster_key,
    error_unit,
    count(off) AS resolved,
    CAST(median(abs(off)) AS DECIMAL(18, 2)) AS median_absolute_error,
    CAST(avg(off) AS DECIMAL(18, 2)) AS bias,
    CAST(max(abs(off)) AS DECIMAL(18, 2)) AS largest_error,
    count(*) FILTER (was_met) AS met,
    CAST(median(days_ahead) AS INTEGER) AS median_days_ahead,
    count(DISTINCT subject) AS subjects,
    min(target_start) AS first_target_start,
    max(target_end) AS last_target_end,
    min(match_confidence) AS match_confidence,
    list(forecast_figure_id ORDER BY forecast_figure_id) AS forecast_figure_ids
FROM last_said
WHERE off IS NOT NULL
GROUP BY forecaster_key, error_unit;
