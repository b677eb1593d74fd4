-- Whose forecasts come nearest to what was, among those with enough of them resolved.
-- ? resolved: 1
SELECT
    forecaster,
    error_unit,
    resolved,
    median_absolute_error,
    bias,
    met,
    median_days_ahead,
    match_confidence
FROM forecaster_track_record
WHERE resolved >= CAST(? AS INTEGER)
ORDER BY error_unit, median_absolute_error, resolved DESC, forecaster;
