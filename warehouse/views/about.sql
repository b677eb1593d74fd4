CREATE VIEW about AS
SELECT
    (SELECT max(step) FROM ops.journal WHERE step <> 'views') AS schema_version,
    publication.foretell_version,
    publication.duckdb_version,
    publication.published_at,
    revision.revision,
    (SELECT max(run_id) FROM ops.runs) AS last_run_id,
    (SELECT count(*) FROM core.articles) AS article_count,
    (SELECT count(*) FROM core.figures) AS figure_count,
    (SELECT count(*) FROM core.forecasts) AS forecast_count,
    (SELECT count(*) FROM core.company_mentions) AS mention_count,
    (SELECT count(*) FROM core.rejected_numbers) AS rejected_number_count,
    (SELECT count(*) FROM ops.rejections) AS rejection_count
FROM ops.revision
LEFT JOIN ops.publication ON true;
