CREATE VIEW sources AS
SELECT
    source_uri,
    state,
    article_id,
    content_key,
    run_id
FROM ops.ledger;
