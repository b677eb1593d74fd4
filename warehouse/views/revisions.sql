CREATE VIEW revisions AS
SELECT
    revisions.source_uri,
    revisions.revision,
    revisions.article_id,
    coalesce(
        revisions.article_id = ledger.article_id
        AND revisions.revision = max(revisions.revision) OVER (PARTITION BY revisions.source_uri),
        false
    ) AS is_current,
    lead(revisions.article_id) OVER (
        PARTITION BY revisions.source_uri ORDER BY revisions.revision
    ) AS superseded_by,
    articles.title,
    articles.published_on,
    articles.word_count,
    revisions.run_id,
    articles.raw_text
FROM ops.revisions
LEFT JOIN ops.ledger ON ledger.source_uri = revisions.source_uri
LEFT JOIN core.articles ON articles.article_id = revisions.article_id;
