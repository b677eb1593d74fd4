-- warning: None of the last ten runs failed or crashed.
SELECT concat_ws(' ', run_id, state) AS example
FROM (FROM ops.runs ORDER BY run_id DESC LIMIT 10)
WHERE state IN ('failed', 'crashed')
