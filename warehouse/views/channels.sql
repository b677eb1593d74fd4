CREATE VIEW channels AS
SELECT
    channel,
    kind,
    address,
    state,
    detail,
    failures,
    (
        SELECT count(*) FROM ops.entries
        WHERE entries.channel = channels.channel AND entries.state = 'read'
    ) AS articles_read,
    (
        SELECT count(*) FROM ops.entries
        WHERE entries.channel = channels.channel AND entries.state = 'waiting'
    ) AS articles_waiting,
    (
        SELECT count(*) FROM ops.entries
        WHERE entries.channel = channels.channel AND entries.state = 'refused'
    ) AS articles_refused,
    checked_at,
    next_at,
    run_id
FROM ops.channels;
