CREATE VIEW runs AS
SELECT
    run_id,
    command,
    state,
    started_at,
    finished_at,
    articles_seen,
    articles_unchanged,
    articles_loaded,
    articles_rejected,
    figures_loaded,
    forecasts_loaded,
    extractor_version,
    model_version
FROM ops.runs;
