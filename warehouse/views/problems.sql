CREATE VIEW problems AS
SELECT
    'input rejected' AS problem, source_uri AS subject, concat_ws(': ', reason, detail) AS detail,
    rejected_at AS noticed_at, source_uri, NULL::VARCHAR AS article_id, run_id
FROM ops.rejections
UNION ALL
SELECT
    'source ' || state, channel, detail,
    checked_at, "address", NULL, run_id
FROM ops.channels
WHERE state <> 'ok'
UNION ALL
SELECT
    'article ' || state, source_uri, detail,
    checked_at, source_uri, NULL, run_id
FROM ops.entries
WHERE state <> 'read'
UNION ALL
SELECT
    'check ' || "level", "check", description || ' ' || found || ' are not so.',
    checked_at, NULL, NULL, run_id
FROM ops.checks
WHERE found > 0
    AND run_id = (SELECT max(run_id) FROM ops.checks)
UNION ALL
SELECT
    'correction orphaned', correction_id, detail,
    made_at, source_uri, article_id, NULL
FROM ops.corrections
WHERE state = 'orphaned'
UNION ALL
SELECT
    'run ' || state, run_id, command || ' of ' || started_at,
    coalesce(finished_at, started_at), NULL, NULL, run_id
FROM ops.runs
WHERE state IN ('failed', 'crashed');
