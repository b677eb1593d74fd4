-- warning: No forecast is for a time that was over when it was made.
SELECT concat_ws(' ', forecast_id, target_period, made_on) AS example
FROM core.forecasts
WHERE target_end < made_on AND polarity <> 'expired'
