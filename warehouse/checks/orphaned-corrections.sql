-- warning: Every correction still finds its record.
SELECT concat_ws(' ', correction_id, detail) AS example
FROM ops.corrections
WHERE state = 'orphaned'
