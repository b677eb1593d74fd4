-- warning: The newest article is at most 30 days older than the last run.
SELECT concat_ws(' ', 'newest article:', newest) AS example
FROM (
    SELECT
        max(published_on) AS newest,
        (SELECT CAST(max(started_at) AS DATE) FROM ops.runs) AS last_run
    FROM core.articles
)
WHERE newest < last_run - 30
