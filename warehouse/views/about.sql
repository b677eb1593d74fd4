CREATE VIEW about AS
SELECT
    (SELECT max(step) FROM ops.journal WHERE step <> 'views') AS schema_version,
    publication.foretell_version,
    publication.duckdb_version,
    publication.published_at,
    revision.revision,
    (SELECT max(run_id) FROM ops.runs) AS last_run_id,
    (SELECT count(*) FROM core.articles SEMI JOIN ops.ledger USING (article_id))
        AS article_count,
    (SELECT count(*) FROM core.figures SEMI JOIN ops.ledger USING (article_id))
        AS figure_count,
    (SELECT count(*) FROM core.forecasts SEMI JOIN ops.ledger USING (article_id))
        AS forecast_count,
    (SELECT count(*) FROM core.company_mentions SEMI JOIN ops.ledger USING (article_id))
        AS mention_count,
    (SELECT count(*) FROM core.rejected_numbers SEMI JOIN ops.ledger USING (article_id))
        AS rejected_number_count,
    (SELECT count(*) FROM ops.rejections) AS rejection_count
FROM ops.revision
LEFT JOIN ops.publication ON true;
