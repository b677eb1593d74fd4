-- warning: No share is above 100 % or below 0.
SELECT concat_ws(' ', figure_id, quote) AS example
FROM core.figures
WHERE kind = 'share' AND unit = 'percent'
    AND ("value" > 100 OR "value" < 0 OR value_high > 100)
