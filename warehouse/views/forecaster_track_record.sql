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
    min(confidence) AS confidence,
    string_agg(
        DISTINCT concat_ws('; ', forecast_reviewed, actual_reviewed), '; '
        ORDER BY concat_ws('; ', forecast_reviewed, actual_reviewed)
    ) FILTER (forecast_reviewed IS NOT NULL OR actual_reviewed IS NOT NULL) AS reviewed,
    list(forecast_figure_id ORDER BY forecast_figure_id) AS forecast_figure_ids,
    list(
        {
            'metric': metric,
            'target_period': target_period,
            'off': off,
            'made_on': made_on,
            'forecast_value': forecast_value,
            'forecast_quote': forecast_quote,
            'forecast_sentence': forecast_sentence,
            'forecast_figure_id': forecast_figure_id,
            'forecast_permalink': forecast_permalink,
            'told_on': told_on,
            'actual_value': actual_value,
            'actual_quote': actual_quote,
            'actual_sentence': actual_sentence,
            'actual_figure_id': actual_figure_id,
            'actual_permalink': actual_permalink,
            'unit': unit
        }
        ORDER BY made_on, forecast_figure_id
    ) AS claims
FROM last_said
WHERE off IS NOT NULL
GROUP BY forecaster_key, error_unit;
