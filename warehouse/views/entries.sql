CREATE VIEW entries AS
SELECT
    channel,
    entry_id,
    source_uri,
    state,
    detail,
    failures,
    media_type,
    content_sha256,
    checked_at,
    next_at,
    run_id
FROM ops.entries;
