-- error: No input is told of twice, and no two of its revisions have one number.
SELECT source_uri AS example FROM ops.ledger GROUP BY source_uri HAVING count(*) > 1
UNION ALL
SELECT concat_ws(' ', channel, entry_id) FROM ops.entries
GROUP BY channel, entry_id
HAVING count(*) > 1
UNION ALL
SELECT concat_ws(' ', source_uri, revision) FROM ops.revisions
GROUP BY source_uri, revision
HAVING count(*) > 1
