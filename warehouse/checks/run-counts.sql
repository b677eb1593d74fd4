-- error: What a run saw is what it left alone, loaded and rejected.
SELECT run_id AS example
FROM ops.runs
WHERE state IN ('completed', 'partial')
    AND articles_seen <> articles_unchanged + articles_loaded + articles_rejected
