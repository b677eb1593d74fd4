CREATE VIEW about AS
SELECT
    (SELECT max(step) FROM ops.journal WHERE step <> 'views') AS schema_version,
    publication.foretell_version,
    publication.duckdb_version,
    publication.published_at,
    revision.revision,
    (SELECT max(run_id) FROM ops.runs) AS last_run_id,
    (SELECT count(*) FROM kept.headers) AS article_count,
    (SELECT coalesce(sum(figure_count), 0)::BIGINT FROM kept.headers) AS figure_count,
    (SELECT coalesce(sum(forecast_count), 0)::BIGINT FROM kept.headers) AS forecast_count,
    (SELECT coalesce(sum(mention_count), 0)::BIGINT FROM kept.headers) AS mention_count,
    (SELECT coalesce(sum(rejected_number_count), 0)::BIGINT FROM kept.headers) AS rejected_number_count,
    (SELECT count(*) FROM ops.rejections) AS rejection_count
FROM ops.revision
LEFT JOIN ops.publication ON true;
