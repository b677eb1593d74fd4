CREATE VIEW run_stages AS
SELECT
    run_id,
    ordinal,
    stage,
    articles,
    words,
    seconds,
    rejects,
    CAST(words / nullif(seconds, 0) AS BIGINT) AS words_per_second
FROM ops.run_stages;
