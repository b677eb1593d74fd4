-- warning: No article was published after the run that loaded it, or before 1990.
SELECT concat_ws(' ', source_uri, published_on) AS example
FROM core.articles
JOIN ops.runs USING (run_id)
WHERE published_on > CAST(started_at AS DATE) + 1 OR published_on < DATE '1990-01-01'
