CREATE VIEW rejections AS
SELECT
    source_uri,
    reason,
    detail,
    content_sha256,
    content_key,
    run_id,
    rejected_at
FROM ops.rejections;
